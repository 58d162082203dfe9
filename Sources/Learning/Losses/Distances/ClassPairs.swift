import Engine

/// Which rows of a batch are of one class; targets are class numbers [batch], predictions [batch × features].
struct ClassPairs {
  /// 1 between rows of one class, also of a row with itself.
  let isSame: Graph.Node
  /// 1 between different rows of one class.
  let isPartner: Graph.Node
  /// 1 for rows that have both a row of their class and one of another.
  let isComplete: Graph.Node

  /// Throws where there is no class for each row.
  init(
    _ targets: Graph.Node, _ predictions: Graph.Node, for loss: String, _ graph: Graph
  ) throws(ShapeError) {
    let rows = predictions.shape.extents.first ?? 0
    guard predictions.shape.rank == 2, targets.shape.count == rows, rows > 0 else {
      throw ShapeError(
        operation: loss, expected: "classes [batch] and [batch, features]",
        found: [targets.shape, predictions.shape])
    }
    let labels = try graph.cast(targets, to: predictions.dtype)
    isSame = try graph.apply(
      Comparison(.equal), to: graph.reshape(labels, to: [rows, 1]),
      graph.reshape(labels, to: [1, rows]))
    // By comparing places: rows² numbers are not written down before their memory is estimated.
    let places = graph.constant(Tensor(TensorType([rows], .int32)) { Double($0) })
    let identity = try graph.cast(
      graph.apply(
        Comparison(.equal), to: graph.reshape(places, to: [rows, 1]),
        graph.reshape(places, to: [1, rows])), to: predictions.dtype)
    isPartner = try graph.difference(isSame, identity)
    let hasPartner = try graph.apply(MaximumOf(axes: [1]), to: isPartner)
    let hasOther = try graph.apply(MaximumOf(axes: [1]), to: graph.minus(1, isSame))
    isComplete = try graph.product(hasPartner, hasOther)
  }
}
