import Catalog
import Engine

/// Steps of one size in the direction of the sign.
///
/// w −= rate·sign(β₁·m + (1 − β₁)·g); m = β₂·m + (1 − β₂)·g. Chen et al. 2023.
struct Lion: Optimizer {
  static let learningRate = LearningRate.parameter(default: 0.001)
  static let beta1 = Parameter<Double>.beta("beta_1", "Memory of the gradient.", 0.9)
  static let beta2 = Parameter<Double>.beta("beta_2", "Memory of the momentum.", 0.99)

  static let signature = Signature.optimizer(
    "lion", "Steps of one size along the sign of a running mean.",
    [learningRate.description, beta1.description, beta2.description])

  static let stepsAreOfRate = true

  let settings: OptimizerSettings
  let beta1: Double
  let beta2: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: Self.learningRate)
    beta1 = try arguments[Self.beta1]
    beta2 = try arguments[Self.beta2]
  }

  var slots: [String] { ["momentum"] }

  func feeds(learningRate: Double, number: Int) -> [Double] {
    [learningRate]
  }

  func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let decay = try decay(weight, rate: feeds[0], in: graph)
    let rate = try graph.cast(feeds[0], to: weight.dtype)
    let direction = try graph.apply(
      Sign(), to: graph.mixed(slots[0], gradient, keeping: beta1))
    let momentum = try graph.mixed(slots[0], gradient, keeping: beta2)
    return decay
      + (try graph.assign([
        (slots[0], momentum), (weight, graph.difference(weight, graph.product(rate, direction))),
      ]))
  }
}
