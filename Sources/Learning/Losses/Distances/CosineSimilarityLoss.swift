import Catalog
import Engine

/// −Σ y·p / (|y|·|p|) over the last axis: −1 for the same direction. A zero vector gives 0.
struct CosineSimilarityLoss: Loss, WithoutParameters {
  static let signature = Signature.loss(
    "cosine_similarity", "Minus the cosine of the angle between target and prediction.",
    example: "cosine_similarity([[0, 1], [1, 1]], [[1, 0], [1, 1]])")

  var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    return try graph.times(
      -1, graph.sumOverLastAxis(graph.product(graph.direction(truth), graph.direction(predictions)))
    )
  }
}

extension Graph {
  /// x / max(|x|, 1e-12) along the last axis.
  func direction(_ x: Node) throws(ShapeError) -> Node {
    let squares = try maximum(sumOverLastAxis(square(x), keepsAxis: true), 1e-24)
    return try product(x, apply(ReciprocalSquareRoot(), to: squares))
  }
}
