import Catalog
import Engine

/// −log of the sum over all alignments of a label sequence with a longer sequence of logits.
///
/// Targets [batch × length] are class numbers, padded with 0, which is also the blank; predictions
/// are logits [batch × time × classes]. Infinite where time is too short for the labels.
/// Graves et al. 2006.
struct ConnectionistTemporal: Loss, WithoutParameters {
  static let signature = Signature.loss(
    "ctc", "Likelihood of a sequence of classes over all its alignments with the time steps.",
    example: "ctc([[1, 2]], [[[0, 2, 0], [0, 2, 0], [1, 0, 3]]])",
    details: "Targets [batch, length], 0 fills up; predictions are logits [batch, time, classes].")

  var expectation: LossExpectation { LossExpectation(.labelSequences, .logits) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    guard targets.shape.rank == 2, predictions.shape.rank == 3, predictions.shape[1] > 0,
      targets.shape[0] == predictions.shape[0], targets.shape[1] > 0
    else {
      throw ShapeError(
        operation: Self.signature.name,
        expected: "labels [batch, length] and [batch, time, classes]",
        found: [targets.shape, predictions.shape])
    }
    let lattice = try Alignments(graph.cast(targets, to: .int32), predictions, graph)
    return try lattice.negativeLikelihood()
  }
}
