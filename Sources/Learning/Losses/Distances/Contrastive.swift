import Catalog
import Engine

/// y·d² + (1 − y)·max(m − d, 0)² of the distances d of pairs; y is 1 for pairs that belong together. The mean over the
/// last axis. Hadsell et al. 2006.
struct Contrastive: Loss {
  static let margin = Parameter<Double>.factor(
    "margin", "How far apart other pairs are to be.", default: 1)
  static let signature = Signature.loss(
    "contrastive", "Distances of pairs: near 0 where they belong together, else beyond a margin.",
    example: "contrastive([1, 0], [0.2, 0.7])", [margin.description],
    details: "Targets are 1 or 0, predictions distances.")

  let margin: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) { margin = try arguments[Self.margin] }

  var expectation: LossExpectation { LossExpectation(.shares, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let together = try graph.product(truth, graph.square(predictions))
    let short = try graph.maximum(graph.minus(margin, predictions), 0)
    let apart = try graph.product(graph.minus(1, truth), graph.square(short))
    return try graph.meanOverLastAxis(graph.sum(together, apart))
  }
}

/// −log(e^(s(i, i′)/T)/Σ e^(s(i, k)/T)) over k ≠ i, with cosines s among both views of a batch, row i of one belonging to
/// row i′ of the other; the mean of both directions. Chen et al. 2020 (SimCLR).
struct NormalizedTemperatureCrossentropy: Loss {
  static let signature = Signature.loss(
    "nt_xent", "How hard it is to tell a row's other view from all other rows, by cosines.",
    example: "nt_xent([[1, 0], [0, 1]], [[2, 0], [0.5, 1]], temperature=0.5)",
    [InfoNCE.temperature.description],
    details: "Targets and predictions are two views [batch, features] of the same samples.")

  let temperature: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    temperature = try arguments[InfoNCE.temperature]
  }

  var expectation: LossExpectation { LossExpectation(.others, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let first = try graph.cast(targets, to: predictions.dtype)
    guard first.shape == predictions.shape, first.shape.rank == 2, first.shape[0] > 0 else {
      throw ShapeError(
        operation: Self.signature.name, expected: "two tensors [batch, features]",
        found: [targets.shape, predictions.shape])
    }
    let rows = first.shape[0]
    let both = try unit(graph.apply(Concatenate(axis: 0), to: first, predictions), graph)
    let turned = try graph.apply(Transpose(permutation: [1, 0]), to: both)
    let scores = try graph.times(
      1 / temperature, graph.apply(MatrixProduct(), to: both, turned))
    let places = graph.constant(Tensor(TensorType([2 * rows], .int32)) { Double($0) })
    let isSelf = try graph.cast(
      graph.apply(
        Comparison(.equal), to: graph.reshape(places, to: [2 * rows, 1]),
        graph.reshape(places, to: [1, 2 * rows])), to: scores.dtype)
    let others = try graph.apply(Where(), to: isSelf, graph.scalar(-1e30, like: scores), scores)
    let total = try graph.apply(LogSumExp(axes: [1], keepsAxes: false), to: others)
    let halves = try graph.sum(
      graph.apply(Slice(axis: 0, from: 0, to: rows), to: total),
      graph.apply(Slice(axis: 0, from: rows, to: 2 * rows), to: total))
    let own = try graph.sumOverLastAxis(
      graph.product(
        graph.apply(Slice(axis: 0, from: 0, to: rows), to: both),
        graph.apply(Slice(axis: 0, from: rows, to: 2 * rows), to: both)))
    return try graph.difference(graph.times(0.5, halves), graph.times(1 / temperature, own))
  }

  /// Rows of length 1; shorter ones than 1e-6 are left as short.
  private func unit(_ rows: Graph.Node, _ graph: Graph) throws(ShapeError) -> Graph.Node {
    let squares = try graph.sumOverLastAxis(graph.square(rows), keepsAxis: true)
    let length = try graph.apply(SquareRoot(), to: graph.maximum(squares, 1e-12))
    return try graph.quotient(rows, length)
  }
}
