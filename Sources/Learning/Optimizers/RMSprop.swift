import Catalog
import Engine

/// Steps divided by the root of a running mean of squared gradients.
///
/// v = ρ·v + (1 − ρ)·g²; Δ = rate·g/√(v + ε), with `centered` /√(v − mean(g)² + ε);
/// PyTorch's adds ε to the root;
/// with momentum Δ = momentum·Δ + …; w −= Δ. Tieleman and Hinton 2012; Graves 2013.
struct RMSprop: Optimizer {
  static let learningRate = LearningRate.parameter(default: 0.001, pytorch: 0.01)
  static let rho = Parameter<Double>.beta(
    "rho", "Memory of the squared gradient.", 0.9, pytorch: 0.99)
  static let momentum = Parameter<Double>.optimizerMomentum
  static let epsilon = Parameter<Double>.divisorEpsilon()
  static let centered = Parameter<Bool>(
    "centered", "Divide by the variance in place of the mean square.", default: false)

  static let signature = Signature.optimizer(
    "rmsprop", "Steps divided by the running size of the gradient.",
    [
      learningRate.description, rho.description,
      momentum.description,
      epsilon.description, centered.description,
    ])

  let settings: OptimizerSettings
  let rho: Double
  let momentum: Double
  let epsilon: Double
  let isCentered: Bool
  private let addsToRoot: Bool

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: Self.learningRate)
    rho = try arguments[Self.rho]
    momentum = try arguments[Self.momentum]
    epsilon = try arguments[Self.epsilon]
    isCentered = try arguments[Self.centered]
    addsToRoot = arguments.compatibility == .pytorch
  }

  var slots: [String] {
    ["square"] + (isCentered ? ["mean"] : []) + (momentum > 0 ? ["velocity"] : [])
  }

  func feeds(learningRate: Double, number: Int) -> [Double] {
    [learningRate]
  }

  func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let decay = try decay(weight, rate: feeds[0], in: graph)
    let rate = try graph.cast(feeds[0], to: weight.dtype)
    let square = try graph.mixed(slots[0], graph.square(gradient), keeping: rho)
    var pairs = [(variable: slots[0], value: square)]
    var divisor = square
    if isCentered {
      let mean = try graph.mixed(slots[1], gradient, keeping: rho)
      divisor = try graph.difference(square, graph.square(mean))
      pairs.append((slots[1], mean))
    }
    let size = try graph.root(of: divisor, epsilon: epsilon, added: addsToRoot)
    var change = try graph.quotient(graph.product(rate, gradient), size)
    if momentum > 0, let velocity = slots.last {
      change = try graph.sum(graph.times(momentum, velocity), change)
      pairs.append((velocity, change))
    }
    pairs.append((weight, try graph.difference(weight, change)))
    return decay + (try graph.assign(pairs))
  }
}
