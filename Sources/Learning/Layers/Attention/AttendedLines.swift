import Catalog
import Engine

/// What attention without projections looks at: its own input, or the labelled lines of `value` and `key`.
struct AttendedLines {
  static let parameters = [
    AttentionOptions.dropout.description, AttentionOptions.causal.description,
    AttentionOptions.value.description, AttentionOptions.key.description,
  ]

  let dropout: Double
  let isCausal: Bool
  let valueLabel: String?
  let keyLabel: String?

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    dropout = try arguments[AttentionOptions.dropout]
    isCausal = try arguments[AttentionOptions.causal]
    valueLabel = try arguments.optional(AttentionOptions.value)
    keyLabel = try arguments.optional(AttentionOptions.key)
  }

  /// All lines are there, so that no more than the whole sequence will do.
  var reach: SequenceReach { .all }

  /// softmax(scores) · V [batch × time × features], given the scores [batch × time × places] of queries and keys.
  ///
  /// A place that is hidden or, with `use_causal_mask`, comes later gets −10⁹ before the softmax; where a query is
  /// hidden the answer is 0, as in Keras. `pairs` is how many numbers each pair of places takes on the way to its score.
  func attend(
    from query: Graph.Node, pairs: Int = 1, in builder: ModelBuilder,
    scores: (_ key: Graph.Node) throws -> Graph.Node
  ) throws -> Graph.Node {
    let graph = builder.graph
    let value = try valueLabel.map(builder.output) ?? query
    let key = try keyLabel.map(builder.output) ?? value
    let time = try sequenceLength(of: query)
    guard value.shape.rank == 3, key.shape.rank == 3, value.shape[0] == query.shape[0],
      key.shape.extents.prefix(2) == value.shape.extents.prefix(2),
      key.shape[2] == query.shape[2]
    else {
      throw LayerShapeError(
        .attended(label: keyLabel ?? valueLabel ?? ""), found: key.shape.sample)
    }
    guard Shape([time, value.shape[1], pairs]).count <= sequenceTableLimit else {
      throw LayerShapeError(.pairsUpTo(sequenceTableLimit / pairs), found: query.shape.sample)
    }
    var weights = try scores(key)
    let mask = try graph.attentionMask(
      query: nil, value: builder.mask(of: value),
      causal: isCausal ? (time, value.shape[1]) : nil, like: query)
    if let mask {
      let places = try graph.reshape(mask, to: [mask.shape[0], mask.shape[2], mask.shape[3]])
      weights = try graph.sum(weights, places)
    }
    weights = try graph.apply(Softmax(), to: weights)
    if builder.drawsMasks, dropout > 0 {
      let drawn = DropoutMask(rate: dropout, stream: builder.stream(.dropout, for: query.shape))
      weights = try graph.product(weights, graph.apply(drawn, to: weights))
    }
    let attended = try graph.apply(MatrixProduct(), to: weights, value)
    guard let shown = builder.mask(of: query) else { return attended }
    let factors = try graph.reshape(
      graph.cast(shown, to: attended.dtype), to: [shown.shape[0], time, 1])
    return try graph.apply(
      Where(), to: factors, attended, graph.scalar(0, like: attended))
  }
}
