import Catalog
import Engine

/// Adam with the largest gradient in place of its mean square.
///
/// m = β₁·m + (1 − β₁)·g; u = max(β₂·u, |g|); w −= rate·m/((1 − β₁ᵗ)·(u + ε)).
/// PyTorch's u = max(β₂·u, |g| + ε), without ε later. Kingma and Ba 2015.
struct Adamax: Optimizer {
  static let learningRate = LearningRate.parameter(default: 0.001, pytorch: 0.002)
  static let beta1 = Parameter<Double>.beta("beta_1", "Memory of the gradient.", 0.9)
  static let beta2 = Parameter<Double>.beta("beta_2", "Memory of its square.", 0.999)
  static let epsilon = Parameter<Double>.divisorEpsilon()

  static let signature = Signature.optimizer(
    "adamax", "Adam with the largest recent gradient as divisor.",
    [
      learningRate.description, beta1.description,
      beta2.description,
      epsilon.description,
    ])

  static let stepsAreOfRate = true

  let settings: OptimizerSettings
  let beta1: Double
  let beta2: Double
  let epsilon: Double
  private let addsToGradient: Bool

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: Self.learningRate)
    beta1 = try arguments[Self.beta1]
    beta2 = try arguments[Self.beta2]
    epsilon = try arguments[Self.epsilon]
    addsToGradient = arguments.compatibility == .pytorch
  }

  var slots: [String] { ["mean", "largest"] }

  func feeds(learningRate: Double, number: Int) -> [Double] {
    [learningRate, 1 - power(beta1, number)]
  }

  func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let decay = try decay(weight, rate: feeds[0], in: graph)
    let step = try graph.cast(graph.quotient(feeds[0], feeds[1]), to: weight.dtype)
    let mean = try graph.mixed(slots[0], gradient, keeping: beta1)
    var size = try graph.apply(Absolute(), to: gradient)
    if addsToGradient { size = try graph.plus(epsilon, size) }
    let largest = try graph.apply(Maximum(), to: graph.times(beta2, slots[1]), size)
    let divisor = addsToGradient ? largest : try graph.plus(epsilon, largest)
    let change = try graph.quotient(graph.product(step, mean), divisor)
    return decay
      + (try graph.assign([
        (slots[0], mean), (slots[1], largest), (weight, graph.difference(weight, change)),
      ]))
  }
}
