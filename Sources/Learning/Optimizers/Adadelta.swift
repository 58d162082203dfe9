import Catalog
import Engine

/// Steps in proportion to the steps before them; needs hardly any rate.
///
/// a = ρ·a + (1 − ρ)·g²; Δ = −√(d + ε)/√(a + ε)·g; d = ρ·d + (1 − ρ)·Δ²; w += rate·Δ. Zeiler 2012.
struct Adadelta: Optimizer {
  static let learningRate = LearningRate.parameter(default: 0.001, pytorch: 1)
  static let rho = Parameter<Double>.beta(
    "rho", "Memory of squared gradients and steps.", 0.95, pytorch: 0.9)
  static let epsilon = Parameter<Double>.divisorEpsilon(pytorch: 1e-6)

  static let signature = Signature.optimizer(
    "adadelta", "Steps in proportion to the steps before them.",
    [
      learningRate.description, rho.description,
      epsilon.description,
    ])

  let settings: OptimizerSettings
  let rho: Double
  let epsilon: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: Self.learningRate)
    rho = try arguments[Self.rho]
    epsilon = try arguments[Self.epsilon]
  }

  var slots: [String] { ["squares", "changes"] }

  func feeds(learningRate: Double, number: Int) -> [Double] {
    [learningRate]
  }

  func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let decay = try decay(weight, rate: feeds[0], in: graph)
    let rate = try graph.cast(feeds[0], to: weight.dtype)
    let squares = try graph.mixed(slots[0], graph.square(gradient), keeping: rho)
    let past = try graph.apply(SquareRoot(), to: graph.plus(epsilon, slots[1]))
    let size = try graph.apply(SquareRoot(), to: graph.plus(epsilon, squares))
    let change = try graph.quotient(graph.product(past, gradient), size)
    let changes = try graph.mixed(slots[1], graph.square(change), keeping: rho)
    return decay
      + (try graph.assign([
        (slots[0], squares), (slots[1], changes),
        (weight, graph.difference(weight, graph.product(rate, change))),
      ]))
  }
}
