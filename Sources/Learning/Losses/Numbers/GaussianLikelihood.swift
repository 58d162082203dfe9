import Catalog
import Engine

/// ½·(log v + (y − μ)²/v) with predictions [μ…, v…]: means and then variances in one last axis; the mean over the targets.
///
/// Variances below `epsilon` count as it. The constant ½·log 2π is left out unless `full`. Nix and Weigend 1994.
struct GaussianLikelihood: Loss {
  static let full = Parameter<Bool>("full", "Adds the constant log(2 pi) / 2.", default: false)
  static let epsilon = Parameter<Double>(
    "epsilon", "The smallest variance.", default: 1e-6, rule: "above 0"
  ) { $0 > 0 && $0.isFinite }
  static let signature = Signature.loss(
    "gaussian_nll", "How unlikely targets are, for predicted means and variances.",
    example: "gaussian_nll([[1]], [[0.5, 0.25]])", [full.description, epsilon.description],
    details: """
      Predictions hold a mean for each target, then a variance for each, above 0: \
      `dense 2` and `activation x -> concat([x[:, :1], softplus(x[:, 1:])], axis=1)`.
      """)

  let isFull: Bool
  let epsilon: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    (isFull, epsilon) = (try arguments[Self.full], try arguments[Self.epsilon])
  }

  var expectation: LossExpectation { LossExpectation(.others, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let axis = predictions.shape.rank - 1
    guard axis >= 1, predictions.shape[axis] % 2 == 0, predictions.shape[axis] > 0 else {
      throw ShapeError(
        operation: Self.signature.name, expected: "a mean and a variance for each target",
        found: [targets.shape, predictions.shape])
    }
    let count = predictions.shape[axis] / 2
    let mean = try graph.apply(Slice(axis: axis, from: 0, to: count), to: predictions)
    let variance = try graph.maximum(
      graph.apply(Slice(axis: axis, from: count, to: 2 * count), to: predictions), epsilon)
    let truth = try graph.aligned(targets, with: mean, for: Self.signature.name)
    let distance = try graph.quotient(graph.square(graph.difference(truth, mean)), variance)
    let sum = try graph.sum(graph.apply(Logarithm(), to: variance), distance)
    let values = try graph.meanOverLastAxis(graph.times(0.5, sum))
    return isFull ? try graph.plus(0.5 * 1.8378770664093453, values) : values
  }
}
