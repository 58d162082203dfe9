import Catalog
import Engine

/// Σ y·log(y / p) over the last axis, both cut to 1e-7 … 1.
///
/// Under `compat=pytorch` the mean over the last axis, which PyTorch's default takes.
package struct KLDivergence: Loss {
  package static let signature = Signature.loss(
    "kl_divergence", "How much a distribution differs from the true one.",
    example: "kl_divergence([[0.5, 0.5]], [[0.2, 0.8]])")

  let takesMean: Bool

  /// As in Keras: the sum over the last axis.
  package init() { takesMean = false }
  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    takesMean = arguments.compatibility == .pytorch
  }

  package var expectation: LossExpectation { LossExpectation(.distributions, .probabilities) }

  package func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let aligned = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let truth = try graph.apply(Clip(low: probabilityMargin, high: 1), to: aligned)
    let guess = try graph.apply(Clip(low: probabilityMargin, high: 1), to: predictions)
    let ratio = try graph.apply(Logarithm(), to: graph.apply(Divide(), to: truth, guess))
    let products = try graph.product(truth, ratio)
    return takesMean ? try graph.meanOverLastAxis(products) : try graph.sumOverLastAxis(products)
  }
}
