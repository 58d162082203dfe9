import Catalog
import Engine

/// −Σ y·log p over the last axis; targets are one-hot rows or distributions.
///
/// Probabilities are divided by their sum and cut to 1e-7 … 1 − 1e-7, as in Keras: p = [0.2, 0.2]
/// with y = [1, 0] costs 0.6931. From logits: −Σ y·log_softmax(z). Smoothing moves y to
/// y·(1 − s) + s/classes.
package struct CategoricalCrossentropy: Loss {
  package static let signature = Signature.loss(
    "categorical_crossentropy", "Cross-entropy of one-hot targets.",
    example: "categorical_crossentropy([[0, 1]], [[0.2, 0.8]])",
    [Parameter.fromLogits.description, Parameter.labelSmoothing.description])

  let fromLogits: Bool
  /// s, at least 0 and below 1.
  let labelSmoothing: Double

  /// Of probabilities or of logits; smoothing is at least 0 and below 1.
  package init(fromLogits: Bool = false, labelSmoothing: Double = 0) {
    self.fromLogits = fromLogits
    self.labelSmoothing = labelSmoothing
  }

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    fromLogits = try arguments[Parameter.fromLogits]
    labelSmoothing = try arguments[Parameter.labelSmoothing]
  }

  package var expectation: LossExpectation {
    LossExpectation(.distributions, fromLogits ? .logits : .probabilities)
  }

  package func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    var truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    guard let classes = truth.shape.extents.last else {
      throw ShapeError(
        operation: Self.signature.name, expected: "[batch, classes]", found: [truth.shape])
    }
    if labelSmoothing > 0 {
      let share = labelSmoothing / Double(max(classes, 1))
      truth = try graph.plus(share, graph.times(1 - labelSmoothing, truth))
    }
    let logarithms: Graph.Node
    if fromLogits {
      logarithms = try graph.apply(LogSoftmax(axis: predictions.shape.rank - 1), to: predictions)
    } else {
      let total = try graph.sumOverLastAxis(predictions, keepsAxis: true)
      let shares = try graph.apply(Divide(), to: predictions, total)
      logarithms = try graph.apply(Logarithm(), to: graph.clippedProbability(shares))
    }
    let products = try graph.apply(Multiply(), to: truth, logarithms)
    return try graph.apply(Negate(), to: graph.sumOverLastAxis(products))
  }
}
