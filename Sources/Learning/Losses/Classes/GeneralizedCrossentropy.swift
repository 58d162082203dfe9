import Catalog
import Engine

/// (1 − p^q)/q of the true class's probability p: cross-entropy for q → 0, the distance 1 − p for q = 1.
///
/// Targets are class numbers. Wrong labels pull less than in cross-entropy. Zhang and Sabuncu 2018.
struct GeneralizedCrossentropy: Loss {
  static let power = Parameter<Double>(
    "q", "From cross-entropy (0) to the mean absolute error (1).", default: 0.5,
    rule: "above 0, at most 1"
  ) { $0 > 0 && $0 <= 1 }
  static let signature = Signature.loss(
    "categorical_generalized_crossentropy",
    "Cross-entropy that wrong labels disturb less: (1 - p^q) / q.",
    example: "categorical_generalized_crossentropy([1], [[0.2, 0.8]])", [power.description])

  let power: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    power = try arguments[Self.power]
  }

  var expectation: LossExpectation { LossExpectation(.classNumbers, .probabilities) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let p = try graph.probability(of: targets, in: predictions, for: Self.signature.name)
    let raised = try graph.apply(Power(), to: p, graph.scalar(power, like: p))
    return try graph.times(1 / power, graph.minus(1, raised))
  }
}

extension Graph {
  /// What stands in the predictions' last axis for the class of each target.
  fileprivate func probability(
    of targets: Node, in predictions: Node, for loss: String
  ) throws(ShapeError) -> Node {
    guard let classes = predictions.shape.extents.last, classes > 0 else {
      throw ShapeError(
        operation: loss, expected: "[batch, classes]",
        found: [targets.shape, predictions.shape])
    }
    let outer = Shape(Array(predictions.shape.extents.dropLast()))
    guard targets.shape.count == outer.count else {
      throw ShapeError(
        operation: loss, expected: "one class number for each row",
        found: [targets.shape, predictions.shape])
    }
    let numbers = try reshape(cast(targets, to: .int32), to: outer)
    let isTrue = try apply(OneHot(depth: classes, dtype: predictions.dtype), to: numbers)
    return try sumOverLastAxis(product(isTrue, predictions))
  }
}
