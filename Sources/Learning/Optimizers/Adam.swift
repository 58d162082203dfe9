import Catalog
import Engine

/// Adam: steps scaled by running means of the gradient and of its square.
///
/// m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g². With `epsilon_hat` (Keras):
/// w −= rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε); without (PyTorch): w −= rate · m̂/(√v̂ + ε).
/// Kingma and Ba 2015.
public struct Adam: Optimizer {
  static let beta1 = Parameter<Double>.beta("beta_1", "Memory of the gradient.", 0.9)
  static let beta2 = Parameter<Double>.beta("beta_2", "Memory of its square.", 0.999)
  static let epsilon = Parameter<Double>(
    "epsilon", "Added to the divisor.", default: 1e-7, rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }
  static let epsilonHat = Parameter<Bool>(
    "epsilon_hat", "Epsilon outside the bias correction, as in Keras.", default: true)

  public static let signature = Signature.optimizer(
    "adam", "Steps scaled by running means of the gradient and its square.",
    [
      LearningRate.description(default: "0.001"), beta1.description, beta2.description,
      epsilon.description, epsilonHat.description,
    ])

  public let settings: OptimizerSettings
  public let beta1: Double
  public let beta2: Double
  public let epsilon: Double
  public let usesEpsilonHat: Bool

  public init(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, epsilonHat: Bool = true, weightDecay: Double = 0,
    clipping: GradientClipping = GradientClipping()
  ) {
    settings = OptimizerSettings(
      learningRate: .constant(learningRate), weightDecay: weightDecay, clipping: clipping)
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    usesEpsilonHat = epsilonHat
  }

  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: 0.001)
    beta1 = try arguments[Self.beta1]
    beta2 = try arguments[Self.beta2]
    epsilon = try arguments[Self.epsilon]
    usesEpsilonHat = try arguments[Self.epsilonHat]
  }

  public var slots: [String] { ["mean", "square"] }

  public func feeds(learningRate: Double, number: Int) -> [Double] {
    [learningRate, 1 - power(beta1, number), 1 - power(beta2, number)]
  }

  public func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let decay = try decay(weight, rate: feeds[0], in: graph)
    let step = AdamUpdate(
      beta1: beta1, beta2: beta2, epsilon: epsilon, epsilonHat: usesEpsilonHat)
    return decay + [try graph.apply(step, toAll: [weight] + slots + [gradient] + feeds)]
  }
}

extension Parameter where Value == Double {
  static func beta(_ name: String, _ summary: String, _ fallback: Double) -> Parameter<Double> {
    Parameter(name, summary, default: fallback, rule: "at least 0 and below 1") {
      $0 >= 0 && $0 < 1
    }
  }
}

/// base^exponent by repeated squaring, in Double: 1 − β in Float loses digits that matter.
private func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, factor, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}
