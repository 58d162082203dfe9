import Catalog
import Engine

/// max(|a − p| − |a − n| + margin, 0) over the triplets that a batch offers; targets are classes.
///
/// For each row a: p is the farthest row of its class, n the nearest of another one ("batch hard").
/// A row without p or n costs nothing and does not count. Distances are Euclidean.
/// Hermans et al. 2017.
struct Triplet: Loss {
  static let margin = Parameter<Double>.factor(
    "margin", "How much farther other classes are to be.", default: 1)

  static let signature = Signature.loss(
    "triplet", "Rows of one class are to be closer than rows of another one, by a margin.",
    example: "triplet([0, 0, 1], [[0, 0], [0, 1], [3, 0]])", [margin.description],
    details: "Targets are class numbers [batch], predictions [batch, features].")

  let margin: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    margin = try arguments[Self.margin]
  }

  var expectation: LossExpectation { LossExpectation(.others, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let pairs = try Pairs(targets, predictions, graph)
    let own = try graph.apply(MaximumOf(axes: [1]), to: pairs.distancesInside)
    let other = try graph.apply(MinimumOf(axes: [1]), to: pairs.distancesOutside)
    let loss = try graph.maximum(graph.plus(margin, graph.difference(own, other)), 0)
    return try graph.apply(
      Where(), to: pairs.isComplete, loss, graph.scalar(0, like: loss))
  }

  func counts(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node? {
    try Pairs(targets, predictions, graph).isComplete
  }
}

/// The distances between all rows, parted by class.
private struct Pairs {
  /// 0 between rows of different classes, and of a row to itself.
  let distancesInside: Graph.Node
  /// Very large between rows of one class.
  let distancesOutside: Graph.Node
  /// 1 for rows that have both a row of their class and one of another.
  let isComplete: Graph.Node

  init(
    _ targets: Graph.Node, _ predictions: Graph.Node, _ graph: Graph
  ) throws(ShapeError) {
    let pairs = try ClassPairs(targets, predictions, for: Triplet.signature.name, graph)
    let (rows, width) = (predictions.shape[0], predictions.shape[1])
    let difference = try graph.difference(
      graph.reshape(predictions, to: [rows, 1, width]),
      graph.reshape(predictions, to: [1, rows, width]))
    // Kept off zero, where a root has no slope.
    let squares = try graph.maximum(graph.sumOverLastAxis(graph.square(difference)), 1e-12)
    let distances = try graph.apply(SquareRoot(), to: squares)
    distancesInside = try graph.product(pairs.isPartner, distances)
    distancesOutside = try graph.apply(
      Where(), to: pairs.isSame, graph.scalar(1e30, like: distances), distances)
    isComplete = pairs.isComplete
  }
}
