import Engine

extension Graph {
  /// softmax(Q·Kᵀ / √size + mask) · V for [batch × heads × time × size]; the mask broadcasts over
  /// [batch × heads × time × places].
  func attention(
    query: Node, key: Node, value: Node, mask: Node?, dropout: DropoutMask?
  ) throws(ShapeError) -> Node {
    let size = query.shape[query.shape.rank - 1]
    let scaled = try times(1 / Double(size).squareRoot(), query)
    var scores = try apply(MatrixProduct(transposeRight: true), to: scaled, key)
    if let mask { scores = try apply(Add(), to: scores, mask) }
    var weights = try apply(Softmax(), to: scores)
    if let dropout {
      weights = try apply(Multiply(), to: weights, apply(dropout, to: weights))
    }
    return try apply(MatrixProduct(), to: weights, value)
  }

  /// What is added before the softmax: 0 where a place is seen, −10⁹ elsewhere.
  ///
  /// `query` and `value` are masks [batch × time] of the two sides; `causal` the number of queries
  /// and of places, where each query sees no later place. `nil` where everything is seen.
  func attentionMask(
    query: Node?, value: Node?, causal: (queries: Int, places: Int)?, like x: Node
  ) throws(ShapeError) -> Node? {
    var seen: Node?
    if let causal {
      let type = TensorType([1, 1, causal.queries, causal.places], x.dtype)
      let isAlone = query == nil && value == nil
      let mask = constant(named: isAlone ? "causal, added" : "causal", type) {
        Tensor(type) { (index: Int) -> Double in
          let isSeen = index % causal.places <= index / causal.places
          return isAlone ? (isSeen ? 0 : -1e9) : (isSeen ? 1 : 0)
        }
      }
      if isAlone { return mask }
      seen = mask
    }
    if let value {
      let places = try reshape(value, to: [value.shape[0], 1, 1, value.shape[1]])
      seen = if let seen { try apply(Multiply(), to: seen, places) } else { places }
    }
    if let query {
      let times = try reshape(query, to: [query.shape[0], 1, query.shape[1], 1])
      seen = if let seen { try apply(Multiply(), to: seen, times) } else { times }
    }
    guard let seen else { return nil }
    return try times(1e9, plus(-1, seen))
  }
}
