import Catalog
import Engine

/// Zeros around images: x [batch, height, width, c] → [batch, top + height + bottom, …, c].
///
/// `padding` is one number for all sides, [rows, columns] for both sides of each axis, or
/// [[top, bottom], [left, right]].
struct ZeroPadding2D: Layer {
  static let padding = Parameter<[[Int]]>(
    "padding", "Rows and columns of zeros; [[top, bottom], [left, right]] for each side.",
    expected: "a whole number, a pair, or a pair of pairs", default: { [[1, 1], [1, 1]] },
    shown: .number(1), isWhole: true, rule: "from 0 to 1,000,000 for each side",
    read: { paddings($0) }
  ) { $0.allSatisfy { $0.allSatisfy { (0...1_000_000).contains($0) } } }

  static let signature = Signature(
    "zero_padding2d", .layer, "Puts zeros around images.",
    example: "model [28, 28, 1] { zero_padding2d 2 }", [padding.description])

  /// Of rows and of columns: before and after.
  let sides: [[Int]]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    sides = try arguments[Self.padding]
  }

  var activation: ActivationChoice? { nil }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    var node = try ImageInput(input, axes: 2, in: builder.graph).node
    for (index, side) in sides.enumerated() where side != [0, 0] {
      node = try builder.graph.apply(
        Pad(axis: index + 1, before: side[0], after: side[1]), to: node)
    }
    return node
  }
}

private func paddings(_ argument: Argument) -> [[Int]]? {
  if let numbers = [Int](argument) {
    switch numbers.count {
    case 1: return [[numbers[0], numbers[0]], [numbers[0], numbers[0]]]
    case 2: return numbers.map { [$0, $0] }
    default: return nil
    }
  }
  guard let pairs = [[Int]](argument), pairs.count == 2, pairs.allSatisfy({ $0.count == 2 })
  else { return nil }
  return pairs
}
