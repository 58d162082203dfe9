import Catalog
import Engine

// What is put around samples, or cut off their ends.

extension Parameter where Output == [[Int]] {
  /// So much before and behind each axis: one number for all ends, of a sequence [before, behind], of a picture
  /// [rows, columns] for both ends of each axis, or [[top, bottom], [left, right]].
  fileprivate static func sides(_ name: String, _ summary: String, axes: Int) -> Parameter {
    Parameter(
      name, summary,
      expected: axes == 1
        ? "a whole number or a pair" : "a whole number, a pair, or a pair of pairs",
      default: { [[Int]](repeating: [1, 1], count: axes) }, shown: .number(1), isWhole: true,
      rule: "from 0 to 1,000,000 for each side", read: { sidesOfAxes($0, axes) }
    ) { $0.allSatisfy { $0.allSatisfy { (0...1_000_000).contains($0) } } }
  }
}

private func sidesOfAxes(_ argument: Argument, _ axes: Int) -> [[Int]]? {
  if let numbers = [Int](argument) {
    switch numbers.count {
    case 1: return [[Int]](repeating: [numbers[0], numbers[0]], count: axes)
    case 2: return axes == 1 ? [numbers] : numbers.map { [$0, $0] }
    default: return nil
    }
  }
  guard let pairs = [[Int]](argument), pairs.count == axes, pairs.allSatisfy({ $0.count == 2 })
  else { return nil }
  return pairs
}

/// Puts zeros in front of and behind each axis between the batch and the channels.
private func padded(
  _ input: Graph.Node, _ sides: [[Int]], in builder: ModelBuilder
) throws -> Graph.Node {
  _ = try ImageInput(input, axes: sides.count, in: builder.graph)
  var node = input
  for (index, side) in sides.enumerated() where side != [0, 0] {
    node = try builder.graph.apply(
      Pad(axis: index + 1, before: side[0], after: side[1]), to: node)
  }
  return node
}

/// Takes the first and last elements of each such axis away; something must be left.
private func cropped(
  _ input: Graph.Node, _ sides: [[Int]], in builder: ModelBuilder
) throws -> Graph.Node {
  _ = try ImageInput(input, axes: sides.count, in: builder.graph)
  let cut = sides.map { $0[0] + $0[1] }
  guard zip(cut, input.shape.extents.dropFirst()).allSatisfy({ $0 < $1 }) else {
    throw LayerShapeError(.longer(than: cut), found: input.shape.sample)
  }
  var node = input
  for (index, side) in sides.enumerated() where side != [0, 0] {
    let extent = node.shape[index + 1]
    node = try builder.graph.apply(
      Slice(axis: index + 1, from: side[0], to: extent - side[1]), to: node)
  }
  return node
}

/// Zeros at the ends of sequences: x [batch, steps, c] → [batch, before + steps + behind, c].
struct ZeroPadding1D: Layer {
  static let padding = Parameter.sides(
    "padding", "Steps of zeros at both ends; [before, behind] for each.", axes: 1)

  static let signature = Signature(
    "zero_padding1d", .layer, "Puts zeros at the ends of sequences.",
    example: "model [50, 8] { zero_padding1d [2, 0]; conv1d 4, 3 }", [padding.description])

  /// Before and behind.
  let sides: [[Int]]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    sides = try arguments[Self.padding]
  }

  var activation: ActivationChoice? { nil }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try padded(input, sides, in: builder)
  }
}

/// Zeros around images: x [batch, height, width, c] → [batch, top + height + bottom, …, c].
///
/// `padding` is one number for all sides, [rows, columns] for both sides of each axis, or
/// [[top, bottom], [left, right]].
struct ZeroPadding2D: Layer {
  static let padding = Parameter.sides(
    "padding", "Rows and columns of zeros; [[top, bottom], [left, right]] for each side.", axes: 2)

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
    try padded(input, sides, in: builder)
  }
}

/// Sequences without their ends: x [batch, steps, c] → [batch, steps − before − behind, c].
struct Cropping1D: Layer {
  static let magnitude = LayerMagnitude.kept
  static let cropping = Parameter.sides(
    "cropping", "Steps that are cut off both ends; [before, behind] for each.", axes: 1)

  static let signature = Signature(
    "cropping1d", .layer, "Cuts steps off the ends of sequences.",
    example: "model [50, 8] { cropping1d [2, 0]; conv1d 4, 3 }", [cropping.description])

  /// Before and behind.
  let sides: [[Int]]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    sides = try arguments[Self.cropping]
  }

  var activation: ActivationChoice? { nil }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try cropped(input, sides, in: builder)
  }
}

/// Images without their edges: x [batch, height, width, c] → [batch, height − top − bottom, …, c].
struct Cropping2D: Layer {
  static let magnitude = LayerMagnitude.kept
  static let cropping = Parameter.sides(
    "cropping", "Rows and columns that are cut off; [[top, bottom], [left, right]] for each side.",
    axes: 2)

  static let signature = Signature(
    "cropping2d", .layer, "Cuts rows and columns off images.",
    example: "model [28, 28, 1] { cropping2d 2; conv2d 4, 3 }", [cropping.description])

  /// Of rows and of columns: before and after.
  let sides: [[Int]]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    sides = try arguments[Self.cropping]
  }

  var activation: ActivationChoice? { nil }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try cropped(input, sides, in: builder)
  }
}
