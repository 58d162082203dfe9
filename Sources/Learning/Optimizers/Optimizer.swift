import Catalog
import Engine

/// How a step changes the weights, given their gradients.
///
/// Moments live in variables of their own and the update is part of the graph, in place. What
/// changes from step to step (the rate, bias corrections) is computed here in Double and fed.
public protocol Optimizer: CatalogueEntry {
  var settings: OptimizerSettings { get }

  /// The names of the moments kept for each weight: `velocity`.
  var slots: [String] { get }

  /// The float64 numbers fed before an update; the rate comes first, `number` counts from 1.
  func feeds(learningRate: Double, number: Int) -> [Double]

  /// Appends the update of one weight, in place; answers the nodes that have to run.
  func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node]
}

extension Optimizer {
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

public enum Optimizers {
  public static let all: [any Optimizer.Type] = [StochasticGradientDescent.self, Adam.self]

  public static func named(_ name: String) -> (any Optimizer.Type)? {
    all.first { $0.signature.name == name }
  }

  /// What stands at `optimizer=`.
  public static func choice(
    _ argument: Argument, of owner: String = "train", at position: ArgumentPosition
  ) throws(ArgumentError) -> Chosen<any Optimizer> {
    let reader = EntryReader(
      parameter: "optimizer", owner: owner, expected: "an optimizer", position: position,
      entries: all)
    guard let chosen = try reader.read(argument), let entry = chosen.entry as? any Optimizer
    else { throw reader.wrongType(argument) }
    return Chosen(entry, text: chosen.text)
  }
}

/// What all optimizers have in common: the rate, and what happens to gradients before the update.
public struct OptimizerSettings {
  public var learningRate: LearningRate
  /// Decoupled decay: w −= rate · decay · w before the update; 0 for none.
  public var weightDecay: Double
  public var clipping: GradientClipping

  public init(
    learningRate: LearningRate, weightDecay: Double = 0, clipping: GradientClipping = .init()
  ) {
    self.learningRate = learningRate
    self.weightDecay = weightDecay
    self.clipping = clipping
  }

  static let weightDecay = Parameter<Double>(
    "weight_decay", "Decay of the weights in each step, times the rate.", default: 0,
    rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }

  static var descriptions: [ParameterDescription] {
    [weightDecay.description] + GradientClipping.descriptions
  }

  init(_ arguments: BoundArguments, learningRate fallback: Double) throws(ArgumentError) {
    learningRate = try LearningRate(arguments, default: fallback)
    weightDecay = try arguments[Self.weightDecay]
    clipping = try GradientClipping(arguments)
  }
}

extension Signature {
  static func optimizer(
    _ name: String, _ summary: String, _ parameters: [ParameterDescription], details: String = ""
  ) -> Signature {
    Signature(
      name, .optimizer, summary,
      example: "train m, d, optimizer=\(name)(0.01)", parameters + OptimizerSettings.descriptions,
      details: details)
  }
}
