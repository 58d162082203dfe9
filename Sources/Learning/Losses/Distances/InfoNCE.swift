import Catalog
import Engine

/// log Σⱼ exp(aᵢ·bⱼ/T) − aᵢ·bᵢ/T: how hard it is to tell the partner of a row from the others.
///
/// a and b are [batch × features], row i of one belonging to row i of the other. log(batch) minus
/// the mean bounds the mutual information from below. Van den Oord et al. 2018.
struct InfoNCE: Loss {
  static let temperature = Parameter<Double>(
    "temperature", "Divides the scores.", default: 1, rule: "above 0"
  ) { $0 > 0 && $0.isFinite }

  static let signature = Signature.loss(
    "info_nce", "How hard it is to tell a row's partner from the other rows.",
    example: "info_nce([[1, 0], [0, 1]], [[1, 0], [0, 1]], temperature=0.1)",
    [temperature.description])

  let temperature: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    temperature = try arguments[Self.temperature]
  }

  var expectation: LossExpectation { LossExpectation(.others, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let a = try graph.cast(targets, to: predictions.dtype)
    guard a.shape == predictions.shape, a.shape.rank == 2 else {
      throw ShapeError(
        operation: Self.signature.name, expected: "two tensors [batch, features]",
        found: [targets.shape, predictions.shape])
    }
    let transposed = try graph.apply(Transpose(permutation: [1, 0]), to: predictions)
    let scores = try graph.times(
      1 / temperature, graph.apply(MatrixProduct(), to: a, transposed))
    let total = try graph.apply(LogSumExp(axes: [1], keepsAxes: false), to: scores)
    let own = try graph.sumOverLastAxis(graph.product(a, predictions))
    return try graph.difference(total, graph.times(1 / temperature, own))
  }
}
