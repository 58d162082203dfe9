import Catalog
import Engine

/// How a step changes the weights, given their gradients.
///
/// Moments live in variables of their own and the update is part of the graph, in place. What
/// changes from step to step (the rate, bias corrections) is computed here in Double and fed.
package protocol Optimizer: CatalogueEntry {
  /// What all optimizers share: rate, decay, clipping, averaging.
  var settings: OptimizerSettings { get }

  /// Whether a weight moves by about the learning rate in each step, however large its gradient: then a
  /// rate above 1 is hardly meant.
  static var stepsAreOfRate: Bool { get }

  /// The names of the moments kept for each weight: `velocity`.
  var slots: [String] { get }

  /// What every element of a moment is before the first update.
  func initialValue(of slot: String) -> Double

  /// The float64 numbers fed before an update; the rate comes first, `number` counts from 1.
  func feeds(learningRate: Double, number: Int) -> [Double]

  /// Appends the update of one weight, in place; answers the nodes that have to run.
  func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node]

  /// Appends the updates of all weights; one after the other, unless they depend on each other.
  func update(
    all weights: [Graph.Node], slots: [[Graph.Node]], gradients: [Graph.Node],
    feeds: [Graph.Node], in graph: Graph
  ) throws(ShapeError) -> [Graph.Node]
}

extension Optimizer {
  /// False: most follow the size of the gradient, or have measures of their own.
  package static var stepsAreOfRate: Bool { false }

  package func initialValue(of slot: String) -> Double { 0 }

  package func update(
    all weights: [Graph.Node], slots: [[Graph.Node]], gradients: [Graph.Node],
    feeds: [Graph.Node], in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    var updates: [Graph.Node] = []
    for (index, weight) in weights.enumerated() {
      graph.scope = graph.variableName(of: weight)
      defer { graph.scope = "" }
      updates += try update(
        weight, slots: slots[index], gradient: gradients[index], feeds: feeds, in: graph)
    }
    return updates
  }

  /// w −= rate · (decay · w): a plain step along the weight itself, before the update.
  func decay(
    _ weight: Graph.Node, rate: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    guard settings.weightDecay > 0 else { return [] }
    let decay = try graph.times(settings.weightDecay, weight)
    // Without momentum no velocity is read or written; the weight fills its place.
    return [try graph.apply(SGDUpdate(), to: weight, weight, decay, rate)]
  }
}

/// The registry of optimizers.
package enum Optimizers {
  /// In the order of lists.
  package static let all: [any Optimizer.Type] = [
    StochasticGradientDescent.self, Adam.self, AdamW.self, Nadam.self, Adamax.self, RMSprop.self,
    Adagrad.self, Adadelta.self, Lion.self, LBFGS.self, Lamb.self, Ftrl.self,
  ]

  /// The optimizer of this name; `nil` where there is none.
  package static func named(_ name: String) -> (any Optimizer.Type)? {
    all.first { $0.signature.name == name }
  }
}
