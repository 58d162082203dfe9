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
    let rows = predictions.shape.extents.first ?? 0
    guard predictions.shape.rank == 2, targets.shape.count == rows, rows > 0 else {
      throw ShapeError(
        operation: Triplet.signature.name, expected: "classes [batch] and [batch, features]",
        found: [targets.shape, predictions.shape])
    }
    let labels = try graph.cast(targets, to: predictions.dtype)
    let isSame = try graph.apply(
      Comparison(.equal), to: graph.reshape(labels, to: [rows, 1]),
      graph.reshape(labels, to: [1, rows]))
    // By comparing places: rows² numbers are not written down before their memory is estimated.
    let places = graph.constant(Tensor(TensorType([rows], .int32)) { Double($0) })
    let identity = try graph.cast(
      graph.apply(
        Comparison(.equal), to: graph.reshape(places, to: [rows, 1]),
        graph.reshape(places, to: [1, rows])), to: predictions.dtype)
    let isPartner = try graph.difference(isSame, identity)
    let width = predictions.shape[1]
    let difference = try graph.difference(
      graph.reshape(predictions, to: [rows, 1, width]),
      graph.reshape(predictions, to: [1, rows, width]))
    // Kept off zero, where a root has no slope.
    let squares = try graph.maximum(graph.sumOverLastAxis(graph.square(difference)), 1e-12)
    let distances = try graph.apply(SquareRoot(), to: squares)
    distancesInside = try graph.product(isPartner, distances)
    distancesOutside = try graph.apply(
      Where(), to: isSame, graph.scalar(1e30, like: distances), distances)
    let hasPartner = try graph.apply(MaximumOf(axes: [1]), to: isPartner)
    let hasOther = try graph.apply(MaximumOf(axes: [1]), to: graph.minus(1, isSame))
    isComplete = try graph.product(hasPartner, hasOther)
  }
}
