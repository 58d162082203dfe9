import Catalog
import Engine

/// 100·mean(|y − p| / max(|y|, 1e-7)) over the last axis.
struct MeanAbsolutePercentageError: Loss, WithoutParameters {
  static let signature = Signature.loss(
    "mean_absolute_percentage_error", "Mean of the absolute differences in percent of the target.",
    example: "mean_absolute_percentage_error([2, 4], [1, 5])")

  var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let size = try graph.maximum(graph.apply(Absolute(), to: truth), probabilityMargin)
    let share = try graph.quotient(graph.difference(truth, predictions), size)
    return try graph.times(100, graph.meanOverLastAxis(graph.apply(Absolute(), to: share)))
  }
}
