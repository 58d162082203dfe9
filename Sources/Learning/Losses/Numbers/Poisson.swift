import Catalog
import Engine

/// mean(p − y·log(p + 1e-7)) over the last axis: how likely counts y are at rates p, up to a
/// constant.
struct Poisson: Loss, WithoutParameters {
  static let signature = Signature.loss(
    "poisson", "Likelihood of counts at predicted rates.",
    example: "poisson([1, 3], [0.8, 2.5])")

  var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let logarithm = try graph.apply(Logarithm(), to: graph.plus(probabilityMargin, predictions))
    let likelihood = try graph.product(truth, logarithm)
    return try graph.meanOverLastAxis(graph.difference(predictions, likelihood))
  }
}
