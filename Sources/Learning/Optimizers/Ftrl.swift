import Catalog
import Engine

/// Follow the regularized leader: weights that l1 makes exactly 0; for wide, sparse inputs.
///
/// n′ = n + g²; z += g + 2·λ_s·w − (n′⁻ᵖ − n⁻ᵖ)/rate·w; w = (clip(z, ±λ₁) − z)/(n′⁻ᵖ/rate + 2·λ₂ + β/rate), with the
/// power p = −½. McMahan et al. 2013; Keras's names.
struct Ftrl: Optimizer {
  static let learningRate = LearningRate.parameter(default: 0.001)
  static let ratePower = Parameter<Double>(
    "learning_rate_power", "How fast the rate falls; 0 for not at all.", default: -0.5,
    rule: "0 or less"
  ) { $0 <= 0 && $0.isFinite }
  static let initial = Parameter<Double>.factor(
    "initial_accumulator_value", "Where sums of squares start.", default: 0.1)
  static let first = Parameter<Double>.factor(
    "l1_regularization_strength", "What makes weights exactly 0.", default: 0)
  static let second = Parameter<Double>.factor(
    "l2_regularization_strength", "What draws weights to 0.", default: 0)
  static let shrinkage = Parameter<Double>.factor(
    "l2_shrinkage_regularization_strength", "The same, by the gradient alone.", default: 0)
  static let beta = Parameter<Double>.factor("beta", "The paper's beta.", default: 0)

  static let signature = Signature.optimizer(
    "ftrl", "Steps that shrink, with weights that are exactly 0 where l1 is given.",
    [
      learningRate.description, ratePower.description, initial.description, first.description,
      second.description, shrinkage.description, beta.description,
    ])

  let settings: OptimizerSettings
  let ratePower: Double
  let initial: Double
  let first: Double
  let second: Double
  let shrinkage: Double
  let beta: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: Self.learningRate)
    ratePower = try arguments[Self.ratePower]
    initial = try arguments[Self.initial]
    first = try arguments[Self.first]
    second = try arguments[Self.second]
    shrinkage = try arguments[Self.shrinkage]
    beta = try arguments[Self.beta]
  }

  var slots: [String] { ["squares", "linear"] }

  func initialValue(of slot: String) -> Double { slot == "squares" ? initial : 0 }

  func feeds(learningRate: Double, number: Int) -> [Double] {
    // Schedules may begin at 0.
    [learningRate, 1 / max(learningRate, 1e-12)]
  }

  func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let decay = try decay(weight, rate: feeds[0], in: graph)
    let perRate = try graph.cast(feeds[1], to: weight.dtype)
    let squares = try graph.sum(slots[0], graph.square(gradient))
    let power = graph.scalar(-ratePower, like: weight)
    let (new, old) = (
      try graph.apply(Power(), to: squares, power), try graph.apply(Power(), to: slots[0], power)
    )
    let pull = try graph.sum(gradient, graph.times(2 * shrinkage, weight))
    let past = try graph.product(graph.product(graph.difference(new, old), perRate), weight)
    let linear = try graph.sum(slots[1], graph.difference(pull, past))
    let divisor = try graph.plus(
      2 * second, graph.product(graph.plus(beta, new), perRate))
    let cut = try graph.apply(Clip(low: -first, high: first), to: linear)
    let moved = try graph.quotient(graph.difference(cut, linear), divisor)
    return decay
      + (try graph.assign([(slots[0], squares), (slots[1], linear), (weight, moved)]))
  }
}
