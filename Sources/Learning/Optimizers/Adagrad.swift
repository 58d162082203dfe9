import Catalog
import Engine

/// Steps that shrink with all the gradients so far.
///
/// a += g²; w −= rate·g/√(a + ε), PyTorch's g/(√a + ε); a starts at `initial_accumulator_value`. Duchi et al. 2011.
package struct Adagrad: Optimizer {
  static let learningRate = LearningRate.parameter(default: 0.001, pytorch: 0.01)
  static let initialAccumulator = Parameter<Double>(
    "initial_accumulator_value", "What the sum of squares starts at.", default: 0.1,
    pytorch: 0,
    rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }
  static let epsilon = Parameter<Double>.divisorEpsilon(pytorch: 1e-10)

  package static let signature = Signature.optimizer(
    "adagrad", "Steps that shrink with the sum of squared gradients.",
    [
      learningRate.description, initialAccumulator.description,
      epsilon.description,
    ])

  package let settings: OptimizerSettings
  /// What a starts at: 0.1, in PyTorch 0.
  package let initialAccumulator: Double
  let epsilon: Double
  private let addsToRoot: Bool

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: Self.learningRate)
    initialAccumulator = try arguments[Self.initialAccumulator]
    epsilon = try arguments[Self.epsilon]
    addsToRoot = arguments.compatibility == .pytorch
  }

  package var slots: [String] { ["squares"] }

  package func initialValue(of slot: String) -> Double { initialAccumulator }

  package func feeds(learningRate: Double, number: Int) -> [Double] {
    [learningRate]
  }

  package func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    let decay = try decay(weight, rate: feeds[0], in: graph)
    let rate = try graph.cast(feeds[0], to: weight.dtype)
    let total = try graph.sum(slots[0], graph.square(gradient))
    let size = try graph.root(of: total, epsilon: epsilon, added: addsToRoot)
    let change = try graph.quotient(graph.product(rate, gradient), size)
    return decay
      + (try graph.assign([(slots[0], total), (weight, graph.difference(weight, change))]))
  }
}
