import Catalog
import Engine

/// Adam whose weights decay by themselves: w −= rate·decay·w, then Adam's update.
///
/// Keras's default decay is 0.004. Loshchilov and Hutter 2019.
package struct AdamW: Optimizer {
  static let weightDecay = OptimizerSettings.weightDecay(0.004, pytorch: 0.01)

  package static let signature = Signature.optimizer(
    "adamw", "Adam with decay of the weights.",
    [
      Adam.learningRate.description, weightDecay.description, Adam.beta1.description,
      Adam.beta2.description, Adam.epsilon.description, Adam.amsgrad.description,
    ], hasDecay: false, [Adam.epsilonHat.description])

  package static let stepsAreOfRate = true

  private let adam: Adam

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    adam = try Adam(arguments, weightDecay: Self.weightDecay)
  }

  package var settings: OptimizerSettings { adam.settings }
  package var slots: [String] { adam.slots }

  package func feeds(learningRate: Double, number: Int) -> [Double] {
    adam.feeds(learningRate: learningRate, number: number)
  }

  package func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    try adam.update(weight, slots: slots, gradient: gradient, feeds: feeds, in: graph)
  }
}
