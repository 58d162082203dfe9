import Catalog
import Engine

/// −log p[y]: targets are class numbers, predictions [batch × classes].
///
/// Probabilities are divided by their sum and cut to 1e-7 … 1 − 1e-7. From logits:
/// log Σ eᶻ − z[y]. Targets of `ignore_class` cost nothing and leave the mean.
package struct SparseCategoricalCrossentropy: Loss {
  package static let signature = Signature.loss(
    "sparse_categorical_crossentropy", "Cross-entropy of class numbers 0, 1, 2, …",
    example: "sparse_categorical_crossentropy([1], [[0.2, 0.8]])",
    [Parameter.fromLogits.description, Parameter.ignoreClass.description])

  let fromLogits: Bool
  /// `nil` where all targets count.
  let ignoredClass: Int?

  /// Of probabilities or of logits; with `ignoreClass` targets of that number do not count.
  package init(fromLogits: Bool = false, ignoreClass: Int? = nil) {
    self.fromLogits = fromLogits
    ignoredClass = ignoreClass
  }

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    fromLogits = try arguments[Parameter.fromLogits]
    ignoredClass = try arguments[Parameter.ignoreClass]
  }

  package var expectation: LossExpectation {
    LossExpectation(
      .classNumbers, fromLogits ? .logits : .probabilities, ignoring: ignoredClass)
  }

  package func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let labels = try classNumbers(targets, for: predictions, in: graph)
    guard let isCounted = try isCounted(labels, predictions, graph) else {
      return try values(of: labels, predictions, graph)
    }
    let known = try graph.apply(
      Multiply(), to: labels, graph.cast(isCounted, to: .int32))
    return try graph.apply(
      Where(), to: isCounted, values(of: known, predictions, graph),
      graph.scalar(0, like: predictions))
  }

  package func counts(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node? {
    guard ignoredClass != nil else { return nil }
    return try isCounted(
      classNumbers(targets, for: predictions, in: graph), predictions, graph)
  }

  private func isCounted(
    _ labels: Graph.Node, _ predictions: Graph.Node, _ graph: Graph
  ) throws(ShapeError) -> Graph.Node? {
    guard let ignoredClass else { return nil }
    let isOther = try graph.apply(
      Comparison(.notEqual), to: labels, graph.scalar(Double(ignoredClass), like: labels))
    return try graph.cast(isOther, to: predictions.dtype)
  }

  private func values(
    of labels: Graph.Node, _ predictions: Graph.Node, _ graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    if fromLogits {
      let axis = predictions.shape.rank - 1
      let total = try graph.apply(LogSumExp(axes: [axis], keepsAxes: false), to: predictions)
      return try graph.apply(
        Subtract(), to: total, graph.apply(PickClass(), to: predictions, labels))
    }
    let picked = try graph.apply(PickClass(), to: predictions, labels)
    let share = try graph.apply(Divide(), to: picked, graph.sumOverLastAxis(predictions))
    let logarithm = try graph.apply(Logarithm(), to: graph.clippedProbability(share))
    return try graph.apply(Negate(), to: logarithm)
  }

  /// Whole numbers of the predictions' shape without the last axis; `[batch, 1]` loses its one.
  private func classNumbers(
    _ targets: Graph.Node, for predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let wanted = Shape(Array(predictions.shape.extents.dropLast()))
    let hasSpareAxis = targets.shape.extents == wanted.extents + [1]
    guard predictions.shape.rank > 0, targets.shape == wanted || hasSpareAxis else {
      throw ShapeError(
        operation: Self.signature.name, expected: "class numbers [batch] and [batch, classes]",
        found: [targets.shape, predictions.shape])
    }
    return try graph.reshape(graph.cast(targets, to: .int32), to: wanted)
  }
}
