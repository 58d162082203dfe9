import Catalog
import Engine

/// max(q·e, (q − 1)·e) with e = y − p; the mean over the last axis. Its least is at the q-quantile of the targets.
///
/// Half the absolute error for q = ½. Also called pinball loss. Koenker and Bassett 1978.
struct QuantileLoss: Loss {
  static let quantile = Parameter<Double>(
    "q", "Which quantile is learnt: 0.9 is exceeded by a tenth.", default: 0.5,
    rule: "between 0 and 1"
  ) { $0 > 0 && $0 < 1 }
  static let signature = Signature.loss(
    "quantile_loss", "Absolute error that weighs too low and too high differently.",
    example: "quantile_loss([1, 0], [0.5, 3], q=0.9)", [quantile.description])

  let quantile: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    quantile = try arguments[Self.quantile]
  }

  var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let error = try graph.difference(truth, predictions)
    let larger = try graph.apply(
      Maximum(), to: graph.times(quantile, error), graph.times(quantile - 1, error))
    return try graph.meanOverLastAxis(larger)
  }
}
