import Catalog
import Engine

/// log(cosh(p − y)) = e + log(1 + e⁻²ᵉ) − log 2, e = p − y; the mean over the last axis.
package struct LogCosh: Loss, WithoutParameters {
  package static let signature = Signature.loss(
    "log_cosh", "log(cosh(p - y)): like huber, but smooth.", example: "log_cosh([1, 0], [0.5, 3])")

  package init() {}

  package var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  package func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let difference = try graph.apply(Subtract(), to: predictions, truth)
    let tail = try graph.apply(Softplus(), to: graph.times(-2, difference))
    let sum = try graph.apply(Add(), to: difference, tail)
    return try graph.meanOverLastAxis(graph.plus(-0.6931471805599453, sum))
  }
}
