import Catalog
import Engine

/// Adam whose steps are as long, beside each weight, as the weight itself; for very large batches.
///
/// m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g²; u = (m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε);
/// w −= rate·(|w|/|u|)·u, where |w|/|u| is 1 if either is 0. You et al. 2020.
struct Lamb: Optimizer {
  static let learningRate = LearningRate.parameter(default: 0.001)
  static let beta1 = Parameter<Double>.beta("beta_1", "Memory of the gradient.", 0.9)
  static let beta2 = Parameter<Double>.beta("beta_2", "Memory of its square.", 0.999)
  static let epsilon = Parameter<Double>.divisorEpsilon()

  static let signature = Signature.optimizer(
    "lamb", "Adam with steps in proportion to the size of each layer's weights.",
    [learningRate.description, beta1.description, beta2.description, epsilon.description])

  let settings: OptimizerSettings
  let beta1: Double
  let beta2: Double
  let epsilon: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: Self.learningRate)
    beta1 = try arguments[Self.beta1]
    beta2 = try arguments[Self.beta2]
    epsilon = try arguments[Self.epsilon]
  }

  var slots: [String] { ["mean", "square"] }

  func feeds(learningRate: Double, number: Int) -> [Double] {
    [learningRate, 1 / (1 - power(beta1, number)), 1 / (1 - power(beta2, number))]
  }

  func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let decay = try decay(weight, rate: feeds[0], in: graph)
    let mean = try graph.mixed(slots[0], gradient, keeping: beta1)
    let square = try graph.mixed(slots[1], graph.square(gradient), keeping: beta2)
    let corrected = try graph.product(graph.cast(feeds[1], to: weight.dtype), mean)
    let size = try graph.root(
      of: graph.product(graph.cast(feeds[2], to: weight.dtype), square), epsilon: epsilon,
      added: true)
    let update = try graph.quotient(corrected, size)
    let rate = try graph.product(
      graph.cast(feeds[0], to: weight.dtype), ratio(weight, update, graph))
    return decay
      + (try graph.assign([
        (slots[0], mean), (slots[1], square),
        (weight, graph.difference(weight, graph.product(rate, update))),
      ]))
  }

  /// |w|/|u|; 1 where either is 0.
  private func ratio(
    _ weight: Graph.Node, _ update: Graph.Node, _ graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    func length(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
      try graph.apply(
        SquareRoot(), to: graph.apply(Sum(axes: nil, keepsAxes: false), to: graph.square(node)))
    }
    let (own, step) = (try length(weight), try length(update))
    let one = graph.scalar(1, like: own)
    let isThere = try graph.apply(
      Comparison(.greater), to: graph.product(own, step), graph.scalar(0, like: own))
    let safe = try graph.apply(Where(), to: isThere, step, one)
    return try graph.apply(Where(), to: isThere, graph.quotient(own, safe), one)
  }
}
