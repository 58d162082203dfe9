import Catalog
import Engine

/// One rate until a series no longer improves, then a share of it: Keras's `ReduceLROnPlateau`.
///
/// Looks at the watched series after each epoch. An improvement is larger than `min_delta`,
/// absolute (under `compat=pytorch` a share of the best). After `patience` epochs without one: rate = max(rate · factor, min_lr); then
/// `cooldown` epochs do not count.
package struct ReduceOnPlateau: Schedule {
  static let factor = Parameter<Double>(
    "factor", "Share of the rate that remains.", default: 0.1, rule: "at least 0 and below 1"
  ) { $0 >= 0 && $0 < 1 }
  static let patience = Parameter<Int>(
    "patience", "Epochs without improvement that are allowed.", default: 10, rule: "0 or more"
  ) { $0 >= 0 }
  static let minimumDelta = Parameter<Double>.factor(
    "min_delta", "Less than this is no improvement.", default: 1e-4)
  static let cooldown = Parameter<Int>(
    "cooldown", "Epochs after a reduction that do not count.", default: 0, rule: "0 or more"
  ) { $0 >= 0 }
  static let minimumRate = Parameter<Double>.rate("min_lr", "The lowest rate.", default: 0)
  static let monitor = Parameter<String>.series("The series that is watched.")

  package static let signature = Signature.schedule(
    "reduce_on_plateau", "A lower rate when a series no longer improves.",
    example: "train m, d, optimizer=adam(reduce_on_plateau(0.01, patience=3))",
    [
      Parameter.initialLearningRate.description, factor.description, patience.description,
      minimumDelta.description, cooldown.description, minimumRate.description, monitor.description,
    ],
    details: "Watches val_loss, or loss where nothing validates.")

  let initial: Double
  let rule: Plateau.Rule

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    initial = try arguments[Parameter.initialLearningRate]
    rule = Plateau.Rule(
      factor: try arguments[Self.factor], patience: try arguments[Self.patience],
      minimumDelta: try arguments[Self.minimumDelta],
      isRelative: arguments.compatibility == .pytorch, cooldown: try arguments[Self.cooldown],
      minimumRate: try arguments[Self.minimumRate], monitor: try arguments.optional(Self.monitor))
  }

  /// The rate as long as nothing has been reduced.
  package func rate(_ step: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.plus(initial, graph.times(0, step))
  }

  package var plateau: Plateau? { Plateau(initial, rule) }
}
