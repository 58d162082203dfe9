import Catalog
import Engine

/// (1 − pₜ)^γ times the binary cross-entropy, the mean over the last axis; pₜ is the probability of
/// the truth.
///
/// `apply_class_balancing` weighs yes with α and no with 1 − α. Lin et al. 2017.
struct BinaryFocalCrossentropy: Loss {
  static let balancing = Parameter<Bool>(
    "apply_class_balancing", "Weigh yes with alpha, no with 1 - alpha.", default: false)
  static let alpha = Parameter<Double>("alpha", "Weight of yes.", default: 0.25, rule: "0 to 1") {
    (0...1).contains($0)
  }
  static let gamma = Parameter<Double>.factor(
    "gamma", "How much easy samples lose weight.", default: 2)
  static let signature = Signature.loss(
    "binary_focal_crossentropy", "Binary cross-entropy in which easy samples count less.",
    example: "binary_focal_crossentropy([1, 0], [0.8, 0.4])",
    [
      balancing.description, alpha.description, gamma.description, Parameter.fromLogits.description,
      Parameter.labelSmoothing.description,
    ])

  let balances: Bool
  let alpha: Double
  let gamma: Double
  let fromLogits: Bool
  let labelSmoothing: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    balances = try arguments[Self.balancing]
    alpha = try arguments[Self.alpha]
    gamma = try arguments[Self.gamma]
    fromLogits = try arguments[Parameter.fromLogits]
    labelSmoothing = try arguments[Parameter.labelSmoothing]
  }

  var expectation: LossExpectation {
    LossExpectation(.shares, fromLogits ? .logits : .probabilities)
  }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    var truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    if labelSmoothing > 0 {
      truth = try graph.plus(labelSmoothing / 2, graph.times(1 - labelSmoothing, truth))
    }
    let p = fromLogits ? try graph.apply(Sigmoid(), to: predictions) : predictions
    let right = try graph.sum(
      graph.product(truth, p), graph.product(graph.minus(1, truth), graph.minus(1, p)))
    let focus = try graph.apply(
      Power(), to: graph.minus(1, right), graph.scalar(gamma, like: right))
    let entropy = try BinaryCrossentropy(fromLogits: fromLogits)
      .elements(truth, predictions, graph)
    var losses = try graph.product(focus, entropy)
    if balances {
      let weight = try graph.plus(1 - alpha, graph.times(2 * alpha - 1, truth))
      losses = try graph.product(weight, losses)
    }
    return try graph.meanOverLastAxis(losses)
  }
}
