import Catalog
import Engine

/// Adam with Nesterov's look ahead.
///
/// μₜ = β₁·(1 − ½·0.96ᵗ); m and v as in Adam;
/// m̂ = μₜ₊₁·m/(1 − Πμ₁…ₜ₊₁) + (1 − μₜ)·g/(1 − Πμ₁…ₜ); w −= rate·m̂/(√(v/(1 − β₂ᵗ)) + ε). Dozat 2015.
struct Nadam: Optimizer {
  static let beta1 = Parameter<Double>.beta("beta_1", "Memory of the gradient.", 0.9)
  static let beta2 = Parameter<Double>.beta("beta_2", "Memory of its square.", 0.999)
  static let epsilon = Parameter<Double>.divisorEpsilon()

  static let signature = Signature.optimizer(
    "nadam", "Adam with Nesterov's look ahead.",
    [
      LearningRate.description(default: "0.001"), beta1.description, beta2.description,
      epsilon.description,
    ])

  let settings: OptimizerSettings
  let beta1: Double
  let beta2: Double
  let epsilon: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: 0.001, pytorch: 0.002)
    beta1 = try arguments[Self.beta1]
    beta2 = try arguments[Self.beta2]
    epsilon = try arguments[Self.epsilon]
  }

  var slots: [String] { ["mean", "square"] }

  func feeds(learningRate: Double, number: Int) -> [Double] {
    let schedule = momentumSchedule(number)
    return [
      learningRate, schedule.next / (1 - schedule.product * schedule.next),
      (1 - schedule.now) / (1 - schedule.product), 1 / (1 - power(beta2, number)),
    ]
  }

  func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let decay = try decay(weight, rate: feeds[0], in: graph)
    let rates = try feeds.map { (feed) throws(ShapeError) in
      try graph.cast(feed, to: weight.dtype)
    }
    let mean = try graph.mixed(slots[0], gradient, keeping: beta1)
    let square = try graph.mixed(slots[1], graph.square(gradient), keeping: beta2)
    let ahead = try graph.sum(graph.product(rates[1], mean), graph.product(rates[2], gradient))
    let root = try graph.apply(SquareRoot(), to: graph.product(rates[3], square))
    let change = try graph.quotient(graph.product(rates[0], ahead), graph.plus(epsilon, root))
    return decay
      + (try graph.assign([
        (slots[0], mean), (slots[1], square), (weight, graph.difference(weight, change)),
      ]))
  }

  /// μₜ, μₜ₊₁ and Πμ₁…ₜ. Beyond step 1,000 the schedule has arrived at β₁ to the last bit.
  private func momentumSchedule(_ number: Int) -> (now: Double, next: Double, product: Double) {
    let last = min(number, 1_000)
    var (share, now, product) = (1.0, 0.0, 1.0)
    for _ in 0..<last {
      share *= 0.96
      now = beta1 * (1 - 0.5 * share)
      product *= now
    }
    let next = beta1 * (1 - 0.5 * share * 0.96)
    return (now, next, product * power(beta1, number - last))
  }
}
