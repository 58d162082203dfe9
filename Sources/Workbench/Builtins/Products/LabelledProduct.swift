import Engine
import Support

/// A sum of products over tensors whose axes have labels: axes with one label go together, and those that the result
/// does not have are summed over.
///
/// By transposes, reshapes and matrix products, two tensors at a time, the pair with the smallest result first.
struct LabelledProduct {
  private struct Operand {
    var tensor: TensorValue
    var labels: [Int]
  }
  private var operands: [Operand]
  private let result: [Int]
  private var extents: [Int: Int] = [:]

  /// Tensors with a label for each axis, and the labels of the result.
  init(_ operands: [(tensor: TensorValue, labels: [Int])], result: [Int]) throws {
    self.operands = try operands.map {
      Operand(tensor: try Numerics.float($0.tensor).asNumbers(), labels: $0.labels)
    }
    self.result = result
    for operand in self.operands { try note(operand) }
    for index in self.operands.indices { try prepare(index) }
  }

  /// Remembers how long the axes are; 1 goes with everything.
  private mutating func note(_ operand: Operand) throws {
    for (label, extent) in zip(operand.labels, operand.tensor.shape.extents) {
      let known = extents[label] ?? 1
      guard known == extent || known == 1 || extent == 1 else {
        if label < 0 { throw EinsumProblem.batches(operands.map(\.tensor.shape)) }
        throw EinsumProblem.extents(letter: EinsumPattern.name(label), known, extent)
      }
      extents[label] = known == 1 ? extent : known
    }
  }

  /// Takes the diagonal of axes that share a label, and spreads those of 1.
  private mutating func prepare(_ index: Int) throws {
    var (tensor, labels) = (operands[index].tensor, operands[index].labels)
    let full = labels.map { extents[$0] ?? 1 }
    if tensor.shape.extents != full {
      try BuiltinCall.requireNumbers(Shape(full), tensor.dtype, for: "einsum")
      tensor = try Numerics.applyAsIs(
        BroadcastTo(Shape(full)), [tensor], isWeak: tensor.isWeak)
    }
    while let (first, second) = Self.twins(labels) {
      let extent = tensor.shape[first]
      guard ByteEstimate.product(extent, extent) <= Int(Int32.max) else {
        throw ValueProblem.limit(
          .tooLarge(elements: ByteEstimate.product(extent, extent), limit: Int(Int32.max)))
      }
      let square = try Rearranging.gathered(tensor, axes: [first, second])
      let positions = try Interrupt.map(extent) { Int32($0 * (extent + 1)) }
      tensor = try Rearranging.taken(
        square, axis: square.shape.rank - 1, positions, [positions.count])
      let label = labels[first]
      labels.remove(at: second)
      labels.remove(at: first)
      labels.append(label)
    }
    operands[index] = Operand(tensor: tensor, labels: labels)
  }

  /// The places of the first two equal labels.
  private static func twins(_ labels: [Int]) -> (Int, Int)? {
    for (place, label) in labels.enumerated() {
      if let other = labels[(place + 1)...].firstIndex(of: label) { return (place, other) }
    }
    return nil
  }

  /// The value: axes in the order of the result's labels.
  mutating func value() throws -> TensorValue {
    while operands.count > 1 {
      try Interrupt.check()
      let (first, second) = nextPair()
      let right = operands.remove(at: second)
      let left = operands.remove(at: first)
      operands.append(try product(left, right))
    }
    let last = try summed(operands[0], keeping: Set(result))
    return try Rearranging.transposed(
      last.tensor, result.map { last.labels.firstIndex(of: $0) ?? 0 })
  }

  /// The two operands whose product is the smallest.
  private func nextPair() -> (Int, Int) {
    var best = (size: Int.max, pair: (0, 1))
    for first in operands.indices {
      for second in operands.indices where second > first {
        let needed = needed(besides: first, second)
        let labels = Set(operands[first].labels + operands[second].labels).intersection(needed)
        let size = Shape(labels.map { extents[$0] ?? 1 }).count
        if size < best.size { best = (size, (first, second)) }
      }
    }
    return best.pair
  }

  /// The labels of the result and of all other operands.
  private func needed(besides places: Int...) -> Set<Int> {
    var labels = Set(result)
    for (place, operand) in operands.enumerated() where !places.contains(place) {
      labels.formUnion(operand.labels)
    }
    return labels
  }

  private func summed(_ operand: Operand, keeping labels: Set<Int>) throws -> Operand {
    let gone = operand.labels.indices.filter { !labels.contains(operand.labels[$0]) }
    guard !gone.isEmpty else { return operand }
    let sum = try Numerics.applyAsIs(
      Sum(axes: gone, keepsAxes: false), [operand.tensor], isWeak: operand.tensor.isWeak)
    return Operand(tensor: sum, labels: operand.labels.filter(labels.contains))
  }

  /// Sums over all labels that nobody else needs; the pair is taken out of `operands` before.
  private func product(_ left: Operand, _ right: Operand) throws -> Operand {
    let needed = needed()
    let a = try summed(left, keeping: needed.union(right.labels))
    let b = try summed(right, keeping: needed.union(left.labels))
    let shared = a.labels.filter(b.labels.contains)
    let batch = shared.filter(needed.contains)
    let inner = shared.filter { !needed.contains($0) }
    let rows = a.labels.filter { !shared.contains($0) }
    let columns = b.labels.filter { !shared.contains($0) }
    func matrices(_ operand: Operand, _ parts: [[Int]], _ extents: [Int]) throws -> TensorValue {
      let order = parts.joined().map { operand.labels.firstIndex(of: $0) ?? 0 }
      return try Rearranging.reshaped(Rearranging.transposed(operand.tensor, order), extents)
    }
    let (batches, depth) = (count(batch), count(inner))
    let first = try matrices(a, [batch, rows, inner], [batches, count(rows), depth])
    let second = try matrices(b, [batch, inner, columns], [batches, depth, count(columns)])
    // Without a sum each number is one product: no chain of additions that begins with 0.
    let product = try Numerics.apply(
      inner.isEmpty ? Multiply() : MatrixProduct(), first, second)
    let labels = batch + rows + columns
    return Operand(
      tensor: try Rearranging.reshaped(product, labels.map { extents[$0] ?? 1 }), labels: labels)
  }

  private func count(_ labels: [Int]) -> Int { Shape(labels.map { extents[$0] ?? 1 }).count }
}
