import Catalog
import Engine

/// Adam: steps scaled by running means of the gradient and of its square.
///
/// m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g². With `epsilon_hat` (Keras):
/// w −= rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε); without (PyTorch): w −= rate · m̂/(√v̂ + ε).
/// `amsgrad` divides by the largest v so far. Kingma and Ba 2015; Reddi et al. 2018.
package struct Adam: Optimizer {
  static let learningRate = LearningRate.parameter(default: 0.001)
  static let beta1 = Parameter<Double>.beta("beta_1", "Memory of the gradient.", 0.9)
  static let beta2 = Parameter<Double>.beta("beta_2", "Memory of its square.", 0.999)
  static let epsilon = Parameter<Double>.divisorEpsilon()
  static let amsgrad = Parameter<Bool>(
    "amsgrad", "Divide by the largest mean square so far.", default: false)
  static let epsilonHat = Parameter<Bool>(
    "epsilon_hat", "Epsilon outside the bias correction, as in Keras.", default: true,
    pytorch: false)

  package static let signature = Signature.optimizer(
    "adam", "Steps scaled by running means of the gradient and its square.",
    [
      learningRate.description, beta1.description, beta2.description,
      epsilon.description, amsgrad.description,
    ], [epsilonHat.description])

  package static let stepsAreOfRate = true

  package let settings: OptimizerSettings
  let beta1: Double
  let beta2: Double
  /// ε, in the place that `usesEpsilonHat` says: 10⁻⁷, in PyTorch 10⁻⁸.
  package let epsilon: Double
  /// Whether ε is added to √v, as in Keras, or to √v̂, whose bias is corrected, as in PyTorch.
  package let usesEpsilonHat: Bool
  let isAMSGrad: Bool

  /// With a constant rate; the defaults are Keras's.
  package init(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, amsgrad: Bool = false, epsilonHat: Bool = true,
    weightDecay: Double = 0, clipping: GradientClipping = GradientClipping()
  ) {
    settings = OptimizerSettings(
      learningRate: .constant(learningRate), weightDecay: weightDecay, clipping: clipping)
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    isAMSGrad = amsgrad
    usesEpsilonHat = epsilonHat
  }

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    try self.init(arguments, weightDecay: OptimizerSettings.weightDecay())
  }

  /// The same with another default of the decay.
  init(
    _ arguments: BoundArguments, weightDecay: Parameter<Double>
  ) throws(ArgumentError) {
    settings = try OptimizerSettings(
      arguments, learningRate: Self.learningRate, weightDecay: weightDecay)
    beta1 = try arguments[Self.beta1]
    beta2 = try arguments[Self.beta2]
    epsilon = try arguments[Self.epsilon]
    isAMSGrad = try arguments[Self.amsgrad]
    usesEpsilonHat = try arguments[Self.epsilonHat]
  }

  package var slots: [String] { ["mean", "square"] + (isAMSGrad ? ["largest_square"] : []) }

  package func feeds(learningRate: Double, number: Int) -> [Double] {
    [learningRate, 1 - power(beta1, number), 1 - power(beta2, number)]
  }

  package func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    if isAMSGrad {
      return try decay(weight, rate: feeds[0], in: graph)
        + largestStep(weight, slots, gradient, feeds, graph)
    }
    let step = AdamUpdate(
      beta1: beta1, beta2: beta2, epsilon: epsilon, epsilonHat: usesEpsilonHat,
      decay: settings.weightDecay)
    return [try graph.apply(step, toAll: [weight] + slots + [gradient] + feeds)]
  }

  /// The step with the largest mean square so far below the root.
  private func largestStep(
    _ weight: Graph.Node, _ slots: [Graph.Node], _ gradient: Graph.Node, _ feeds: [Graph.Node],
    _ graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let mean = try graph.mixed(slots[0], gradient, keeping: beta1)
    let square = try graph.mixed(slots[1], graph.square(gradient), keeping: beta2)
    let largest = try graph.apply(Maximum(), to: slots[2], square)
    let root = try graph.apply(SquareRoot(), to: feeds[2])
    let step = try graph.cast(
      graph.product(feeds[0], graph.quotient(root, feeds[1])), to: weight.dtype)
    let margin =
      usesEpsilonHat
      ? graph.scalar(epsilon, like: weight)
      : try graph.cast(graph.times(epsilon, root), to: weight.dtype)
    let size = try graph.sum(graph.apply(SquareRoot(), to: largest), margin)
    let change = try graph.quotient(graph.product(step, mean), size)
    return try graph.assign([
      (slots[0], mean), (slots[1], square), (slots[2], largest),
      (weight, graph.difference(weight, change)),
    ])
  }
}
