import Catalog
import Engine

/// mean((log(1 + p) − log(1 + y))²) over the last axis; numbers below 1e-7 count as 1e-7.
struct MeanSquaredLogarithmicError: Loss, WithoutParameters {
  static let signature = Signature.loss(
    "mean_squared_logarithmic_error", "Mean of the squared differences of logarithms.",
    example: "mean_squared_logarithmic_error([2, 4], [1, 5])")

  var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let guess = try graph.logarithmPlusOne(predictions)
    let difference = try graph.difference(guess, graph.logarithmPlusOne(truth))
    return try graph.meanOverLastAxis(graph.square(difference))
  }
}

extension Graph {
  fileprivate func logarithmPlusOne(_ node: Node) throws(ShapeError) -> Node {
    try apply(Logarithm(), to: plus(1, maximum(node, probabilityMargin)))
  }
}
