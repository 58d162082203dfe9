import Catalog
import Engine

/// −(y·log p + (1 − y)·log(1 − p)), the mean over the last axis.
///
/// Probabilities are cut to 1e-7 … 1 − 1e-7 first; where that bites, the slope is 0. From logits z:
/// log(1 + eᶻ) − z·y, which neither overflows nor is cut. Smoothing moves y to y·(1 − s) + s/2.
/// Under `compat=pytorch` probabilities are not cut, but logarithms are at −100.
/// Targets outside 0..1 make the loss unbounded below; `train` warns.
package struct BinaryCrossentropy: Loss {
  package static let signature = Signature.loss(
    "binary_crossentropy", "Cross-entropy of yes-or-no targets, 0..1.",
    example: "binary_crossentropy([1, 0], [0.8, 0.2])",
    [Parameter.fromLogits.description, Parameter.labelSmoothing.description])

  let fromLogits: Bool
  /// s, at least 0 and below 1.
  let labelSmoothing: Double
  private let cutsLogarithms: Bool

  /// As in Keras: probabilities are cut, logarithms are not.
  package init(fromLogits: Bool = false, labelSmoothing: Double = 0) {
    self.fromLogits = fromLogits
    self.labelSmoothing = labelSmoothing
    cutsLogarithms = false
  }

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    fromLogits = try arguments[Parameter.fromLogits]
    labelSmoothing = try arguments[Parameter.labelSmoothing]
    cutsLogarithms = arguments.compatibility == .pytorch
  }

  package var expectation: LossExpectation {
    LossExpectation(.shares, fromLogits ? .logits : .probabilities)
  }

  package func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    var truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    if labelSmoothing > 0 {
      truth = try graph.plus(labelSmoothing / 2, graph.times(1 - labelSmoothing, truth))
    }
    return try graph.meanOverLastAxis(elements(truth, predictions, graph))
  }

  /// The loss of each element, before the mean; targets have the predictions' shape.
  func elements(
    _ truth: Graph.Node, _ predictions: Graph.Node, _ graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    try fromLogits
      ? logitForm(truth, predictions, graph) : probabilityForm(truth, predictions, graph)
  }

  private func logitForm(
    _ truth: Graph.Node, _ logits: Graph.Node, _ graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let soft = try graph.apply(Softplus(), to: logits)
    return try graph.apply(Subtract(), to: soft, graph.apply(Multiply(), to: logits, truth))
  }

  private func probabilityForm(
    _ truth: Graph.Node, _ predictions: Graph.Node, _ graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let p = cutsLogarithms ? predictions : try graph.clippedProbability(predictions)
    let yes = try graph.product(truth, logarithm(p, graph))
    let no = try graph.product(graph.minus(1, truth), logarithm(graph.minus(1, p), graph))
    return try graph.apply(Negate(), to: graph.apply(Add(), to: yes, no))
  }

  private func logarithm(_ p: Graph.Node, _ graph: Graph) throws(ShapeError) -> Graph.Node {
    guard cutsLogarithms else { return try graph.apply(Logarithm(), to: p) }
    // Kept off 0 first, where the slope would be infinite; float32 ends before e^−100.
    let least = p.dtype == .float64 ? 3.720_075_976_020_836e-44 : 1.2e-38
    return try graph.choose(
      .less, p, least, graph.scalar(-100, like: p),
      graph.apply(Logarithm(), to: graph.maximum(p, least)))
  }
}
