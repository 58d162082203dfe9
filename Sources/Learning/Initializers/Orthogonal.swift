import Catalog
import Engine
import Support

/// A random matrix with orthonormal columns (or rows, if there are more columns than rows).
///
/// The Q of a normal matrix's QR decomposition, with R's diagonal positive. All axes but the last
/// are folded into rows. Saxe et al. 2013.
package struct Orthogonal: Initializer, CatalogueEntry {
  static let gain = Parameter<Double>("gain", "Factor on the matrix.", default: 1) { $0.isFinite }
  package static let signature = Signature.initializer(
    "orthogonal", "A random matrix with orthonormal columns.", [gain.description])

  let gain: Double

  /// With columns, or rows, of length `gain`.
  package init(gain: Double = 1) { self.gain = gain }
  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    gain = try arguments[Self.gain]
  }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    guard type.shape.rank >= 2 else {
      throw ShapeError(operation: "orthogonal", expected: "2 axes or more", found: [type.shape])
    }
    let columns = type.shape[type.shape.rank - 1]
    let rows = columns == 0 ? 0 : type.shape.count / columns
    let length = max(rows, columns)
    do throws(MemoryShortage) {
      let bytes = ByteEstimate.product(min(rows, columns), length, 8)
      try MemoryBudget.current.require(bytes, for: "orthogonal")
    } catch {
      throw ShapeError(error, found: [type.shape])
    }
    var vectors: [[Double]] = []
    for index in 0..<min(rows, columns) {
      // What is left out is left undone by whoever asks for the values.
      if Interrupt.isRaised { return Tensor(repeating: 0, type.shape, type.dtype) }
      let start = UInt64(index) * UInt64(length)
      vectors.append((0..<length).map { stream.normal(at: start + UInt64($0)) })
    }
    orthonormalize(&vectors)
    return tensor(type) { position in
      let (row, column) = Int(position).quotientAndRemainder(dividingBy: columns)
      return gain * (rows >= columns ? vectors[column][row] : vectors[row][column])
    }
  }
}

/// Gram and Schmidt's method, each vector projected twice so that rounding does not accumulate.
private func orthonormalize(_ vectors: inout [[Double]]) {
  for index in vectors.indices {
    var vector = vectors[index]
    for _ in 0..<2 {
      for earlier in 0..<index {
        if Interrupt.isRaised { return }
        let share = dot(vector, vectors[earlier])
        for axis in vector.indices { vector[axis] -= share * vectors[earlier][axis] }
      }
    }
    let length = dot(vector, vector).squareRoot()
    vectors[index] = vector.map { $0 / length }
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}
