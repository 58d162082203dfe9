import Catalog
import Engine

/// mean(−y·p) over the last axis: a critic's score is to be high for y = 1 and low for y = −1.
///
/// Targets of 0 and 1 only count as −1 and 1. The mean over as many real as false samples is minus
/// half the critic's estimate of the distance. Arjovsky et al. 2017.
struct Wasserstein: Loss, WithoutParameters {
  static let signature = Signature.loss(
    "wasserstein", "Score of a critic: high for real samples (1), low for false ones (-1 or 0).",
    example: "wasserstein([1, -1], [0.7, -0.2])")

  var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let sides = try graph.sides(truth)
    return try graph.times(-1, graph.meanOverLastAxis(graph.product(sides, predictions)))
  }
}
