import Catalog
import Engine

/// Adam with Nesterov's look ahead.
///
/// μₜ = β₁·(1 − ½·0.96^(d·t)), d = `momentum_decay`, 1 in Keras and 0.004 in PyTorch; m and v as in Adam;
/// m̂ = μₜ₊₁·m/(1 − Πμ₁…ₜ₊₁) + (1 − μₜ)·g/(1 − Πμ₁…ₜ); w −= rate·m̂/(√(v/(1 − β₂ᵗ)) + ε). Dozat 2015.
struct Nadam: Optimizer {
  static let learningRate = LearningRate.parameter(default: 0.001, pytorch: 0.002)
  static let beta1 = Parameter<Double>.beta("beta_1", "Memory of the gradient.", 0.9)
  static let beta2 = Parameter<Double>.beta("beta_2", "Memory of its square.", 0.999)
  static let epsilon = Parameter<Double>.divisorEpsilon()
  static let momentumDecay = Parameter<Double>(
    "momentum_decay", "How fast the momentum's schedule arrives at beta_1.", default: 1,
    pytorch: 0.004, rule: "above 0"
  ) { $0 > 0 && $0.isFinite }

  static let signature = Signature.optimizer(
    "nadam", "Adam with Nesterov's look ahead.",
    [
      learningRate.description, beta1.description,
      beta2.description,
      epsilon.description,
    ], [momentumDecay.description])

  static let stepsAreOfRate = true

  let settings: OptimizerSettings
  let beta1: Double
  let beta2: Double
  let epsilon: Double
  /// 0.96^d: by what the schedule's distance from β₁ shrinks in each step.
  private let shrinkage: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: Self.learningRate)
    beta1 = try arguments[Self.beta1]
    beta2 = try arguments[Self.beta2]
    epsilon = try arguments[Self.epsilon]
    let decay = try arguments[Self.momentumDecay]
    shrinkage = decay == 1 ? 0.96 : exponential(decay * logarithm(0.96))
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

  /// μₜ, μₜ₊₁ and Πμ₁…ₜ: step by step at first, then in closed form, so that no step costs more.
  private func momentumSchedule(_ number: Int) -> (now: Double, next: Double, product: Double) {
    let last = min(number, 1_000)
    var (share, product) = (1.0, 1.0)
    for _ in 0..<last {
      share *= shrinkage
      product *= beta1 * (1 - 0.5 * share)
    }
    if number > last {
      let rest = number - last
      // ln Π(1 − s·qᵗ/2) = −Σₖ (s/2)ᵏ/k · qᵏ·(1 − qᵏʳ)/(1 − qᵏ); the terms halve at least.
      var (sum, size, step, all) = (0.0, 1.0, 1.0, 1.0)
      for k in 1...60 {
        size *= 0.5 * share
        step *= shrinkage
        all *= power(shrinkage, rest)
        sum -= size / Double(k) * step * (1 - all) / (1 - step)
      }
      product *= power(beta1, rest) * exponential(sum)
      share *= power(shrinkage, rest)
    }
    let now = beta1 * (1 - 0.5 * share)
    return (now, beta1 * (1 - 0.5 * share * shrinkage), product)
  }
}

private func logarithm(_ number: Double) -> Double { logarithms([number]).first ?? .nan }
