import Catalog
import Engine

/// Σ α·(1 − p)^γ·(−y·log p) over the last axis; targets are one-hot rows. Lin et al. 2017.
struct CategoricalFocalCrossentropy: Loss {
  static let alpha = Parameter<Double>.factor("alpha", "Weight of the classes.", default: 0.25)
  static let gamma = Parameter<Double>.factor(
    "gamma", "How much easy samples lose weight.", default: 2)
  static let signature = Signature.loss(
    "categorical_focal_crossentropy", "Categorical cross-entropy in which easy samples count less.",
    example: "categorical_focal_crossentropy([[0, 1]], [[0.2, 0.8]])",
    [
      alpha.description, gamma.description, Parameter.fromLogits.description,
      Parameter.labelSmoothing.description,
    ])

  let alpha: Double
  let gamma: Double
  let fromLogits: Bool
  let labelSmoothing: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    alpha = try arguments[Self.alpha]
    gamma = try arguments[Self.gamma]
    fromLogits = try arguments[Parameter.fromLogits]
    labelSmoothing = try arguments[Parameter.labelSmoothing]
  }

  var expectation: LossExpectation {
    LossExpectation(.distributions, fromLogits ? .logits : .probabilities)
  }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    var truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    guard let classes = truth.shape.extents.last else {
      throw ShapeError(
        operation: Self.signature.name, expected: "[batch, classes]", found: [truth.shape])
    }
    if labelSmoothing > 0 {
      let share = labelSmoothing / Double(max(classes, 1))
      truth = try graph.plus(share, graph.times(1 - labelSmoothing, truth))
    }
    let axis = predictions.shape.rank - 1
    let shares =
      fromLogits
      ? try graph.apply(Softmax(axis: axis), to: predictions)
      : try graph.quotient(predictions, graph.sumOverLastAxis(predictions, keepsAxis: true))
    let p = try graph.clippedProbability(shares)
    let entropy = try graph.product(truth, graph.apply(Logarithm(), to: p))
    let focus = try graph.apply(Power(), to: graph.minus(1, p), graph.scalar(gamma, like: p))
    return try graph.times(-alpha, graph.sumOverLastAxis(graph.product(focus, entropy)))
  }
}
