import Catalog
import Engine

/// 1 − 2·Σ y·p / (Σ y + Σ p + 1e-7) over all elements, or over the given axes.
///
/// 0 where masks agree; for segmentation. Milletari et al. 2016.
package struct Dice: Loss {
  static let axis = Parameter<[Int]>(
    "axis", "The axes to sum over; none for all.", expected: "axes such as [1, 2]",
    default: { [] }, shown: .nothing,
    read: { argument in
      if case .none = argument { [] } else { [Int](argument) }
    })
  package static let signature = Signature.loss(
    "dice", "1 minus twice the overlap of two masks in relation to their sizes.",
    example: "dice([1, 1, 0], [0.9, 0.4, 0.1])",
    [axis.description])

  /// Empty for all.
  let axis: [Int]

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    axis = try arguments[Self.axis]
  }

  package var expectation: LossExpectation { LossExpectation(.shares, .probabilities) }

  package func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let axes = try Self.axes(axis, of: truth, for: Self.signature.name)
    func total(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
      try graph.apply(Sum(axes: axes, keepsAxes: false), to: node)
    }
    let overlap = try total(graph.product(truth, predictions))
    let sizes = try graph.sum(total(truth), total(predictions))
    let share = try graph.quotient(
      graph.times(2, overlap), graph.plus(probabilityMargin, sizes))
    return try graph.minus(1, share)
  }

  /// The axes to sum over; `nil` for all.
  static func axes(
    _ axis: [Int], of truth: Graph.Node, for loss: String
  ) throws(ShapeError) -> [Int]? {
    let rank = truth.shape.rank
    guard axis.allSatisfy({ (-rank..<rank).contains($0) }) else {
      throw ShapeError(operation: loss, expected: "axes that exist", found: [truth.shape])
    }
    return axis.isEmpty ? nil : axis
  }
}
