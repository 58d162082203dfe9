import Catalog
import Engine

/// Ones on the diagonal of a matrix, zeros elsewhere.
package struct IdentityInitializer: Initializer, CatalogueEntry {
  static let gain = Parameter<Double>("gain", "The number on the diagonal.", default: 1) {
    $0.isFinite
  }
  package static let signature = Signature.initializer(
    "identity", "Ones on the diagonal of a matrix, zeros elsewhere.", [gain.description])

  let gain: Double

  /// With this number on the diagonal.
  package init(gain: Double = 1) { self.gain = gain }
  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    gain = try arguments[Self.gain]
  }

  package var draws: Bool { false }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    guard type.shape.rank == 2 else {
      throw ShapeError(operation: "identity", expected: "2 axes", found: [type.shape])
    }
    let columns = type.shape[1]
    return tensor(type) { position in
      let (row, column) = Int(position).quotientAndRemainder(dividingBy: columns)
      return row == column ? gain : 0
    }
  }
}
