import Catalog
import Engine

/// mean(max(1 − y·p, 0)) over the last axis; targets are −1 and 1, or all of them 0 and 1.
struct Hinge: Loss, WithoutParameters {
  static let signature = Signature.loss(
    "hinge", "Distance to the right side of the margin; targets are -1 and 1, or 0 and 1.",
    example: "hinge([-1, 1], [0.3, 0.6])")

  var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    try graph.meanOverLastAxis(
      graph.distanceToMargin(targets, predictions, for: Self.signature.name))
  }
}

/// mean(max(1 − y·p, 0)²) over the last axis; targets as of `hinge`.
struct SquaredHinge: Loss, WithoutParameters {
  static let signature = Signature.loss(
    "squared_hinge", "Square of the distance to the right side of the margin.",
    example: "squared_hinge([-1, 1], [0.3, 0.6])")

  var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    try graph.meanOverLastAxis(
      graph.square(graph.distanceToMargin(targets, predictions, for: Self.signature.name)))
  }
}

/// max(1 + max((1 − y)·p) − Σ y·p, 0) over the last axis; targets are one-hot rows.
struct CategoricalHinge: Loss, WithoutParameters {
  static let signature = Signature.loss(
    "categorical_hinge", "How far the right class stays behind the best wrong one, plus 1.",
    example: "categorical_hinge([[0, 1]], [[0.4, 0.6]])")

  var expectation: LossExpectation { LossExpectation(.distributions, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let right = try graph.sumOverLastAxis(graph.product(truth, predictions))
    let others = try graph.product(graph.minus(1, truth), predictions)
    guard others.shape.rank > 0 else { return try graph.plus(1, others) }
    let wrong = try graph.apply(
      MaximumOf(axes: [others.shape.rank - 1], keepsAxes: false), to: others)
    return try graph.maximum(graph.plus(1, graph.difference(wrong, right)), 0)
  }
}

extension Graph {
  /// max(1 − y·p, 0), with targets of 0 and 1 only moved to −1 and 1.
  fileprivate func distanceToMargin(
    _ targets: Node, _ predictions: Node, for loss: String
  ) throws(ShapeError) -> Node {
    let sides = try sides(aligned(targets, with: predictions, for: loss))
    return try maximum(minus(1, product(sides, predictions)), 0)
  }

  /// −1 and 1 where all targets are 0 or 1; the targets themselves otherwise.
  func sides(_ truth: Node) throws(ShapeError) -> Node {
    guard truth.shape.count > 0 else { return truth }
    let isZero = try apply(Comparison(.equal), to: truth, scalar(0, like: truth))
    let isOne = try apply(Comparison(.equal), to: truth, scalar(1, like: truth))
    let isBinary = try apply(
      MinimumOf(axes: nil, keepsAxes: false), to: sum(isZero, isOne))
    return try apply(Where(), to: isBinary, plus(-1, times(2, truth)), truth)
  }
}
