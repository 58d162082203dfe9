import Catalog
import Engine

/// mean((y − p)²) over the last axis.
package struct MeanSquaredError: Loss, WithoutParameters {
  package static let signature = Signature.loss(
    "mean_squared_error", "Mean of the squared differences.",
    example: "mean_squared_error([1, 0], [0.8, 0.2])")

  package init() {}

  package var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  package func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let difference = try graph.apply(Subtract(), to: truth, predictions)
    return try graph.meanOverLastAxis(graph.square(difference))
  }
}
