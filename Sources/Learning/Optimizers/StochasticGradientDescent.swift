import Catalog
import Engine

/// Gradient descent with momentum, in Keras's form: v = μ·v − rate·g; w += v.
///
/// Nesterov: w += μ·v − rate·g with the new v. Equal to PyTorch's form while the rate is constant.
package struct StochasticGradientDescent: Optimizer {
  static let learningRate = LearningRate.parameter(default: 0.01, pytorch: 0.001)
  static let momentum = Parameter<Double>.optimizerMomentum
  static let nesterov = Parameter<Bool>("nesterov", "Nesterov's momentum.", default: false)

  package static let signature = Signature.optimizer(
    "sgd", "Gradient descent: w -= learning_rate * gradient.",
    [
      learningRate.description, momentum.description,
      nesterov.description,
    ])

  package let settings: OptimizerSettings
  let momentum: Double
  let isNesterov: Bool

  /// With a constant rate; the defaults are Keras's, without momentum.
  package init(
    learningRate: Double = 0.01, momentum: Double = 0, nesterov: Bool = false,
    weightDecay: Double = 0, clipping: GradientClipping = GradientClipping()
  ) {
    settings = OptimizerSettings(
      learningRate: .constant(learningRate), weightDecay: weightDecay, clipping: clipping)
    self.momentum = momentum
    isNesterov = nesterov
  }

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: Self.learningRate)
    momentum = try arguments[Self.momentum]
    isNesterov = try arguments[Self.nesterov]
  }

  package var slots: [String] { momentum > 0 ? ["velocity"] : [] }

  package func feeds(learningRate: Double, number: Int) -> [Double] { [learningRate] }

  package func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let decay = try decay(weight, rate: feeds[0], in: graph)
    let step = SGDUpdate(momentum: momentum, nesterov: isNesterov)
    let velocity = slots.first ?? weight
    return decay + [try graph.apply(step, to: weight, velocity, gradient, feeds[0])]
  }
}
