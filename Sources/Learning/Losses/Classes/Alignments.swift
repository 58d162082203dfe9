import Engine

/// The lattice of CTC: states are blank, label, blank, label, …, blank; time runs along it.
///
/// Logarithms of probabilities; `impossible` stands for log 0 and keeps every sum finite.
struct Alignments {
  private let graph: Graph
  private let labels: Graph.Node
  /// log p of each state's class at each time: [batch × time × states].
  private let emissions: Graph.Node
  /// 1 where a state may be entered from two states before: another label than the last one.
  private let maySkip: Graph.Node
  private let batch: Int
  private let states: Int
  private let time: Int

  private static let impossible = -1e30

  /// Labels are int [batch × length], logits [batch × time × classes].
  init(_ labels: Graph.Node, _ logits: Graph.Node, _ graph: Graph) throws(ShapeError) {
    self.graph = graph
    self.labels = labels
    (batch, time) = (logits.shape[0], logits.shape[1])
    let length = labels.shape[1]
    states = 2 * length + 1
    // [batch × length × (0, label)] in a row, and a blank at the end.
    let column = try graph.reshape(labels, to: [batch, length, 1])
    let pairs = try graph.apply(Pad(axis: 2, before: 1, after: 0), to: column)
    let classes = try graph.apply(
      Pad(axis: 1, before: 0, after: 1), to: graph.reshape(pairs, to: [batch, 2 * length]))
    let each = try graph.apply(
      BroadcastTo([batch, time, states]), to: graph.reshape(classes, to: [batch, 1, states]))
    emissions = try graph.apply(
      TakeAlong(axis: 2), to: graph.apply(LogSoftmax(axis: 2), to: logits), each)
    let earlier = try graph.apply(
      Pad(axis: 1, before: 2, after: 0),
      to: graph.apply(Slice(axis: 1, from: 0, to: states - 2), to: classes))
    let blank = graph.constant(0, .int32)
    maySkip = try graph.cast(
      graph.apply(
        Multiply(), to: graph.apply(Comparison(.notEqual), to: classes, blank),
        graph.apply(Comparison(.notEqual), to: classes, earlier)), to: logits.dtype)
  }

  /// −log of the probability of all alignments, one number a sample.
  func negativeLikelihood() throws(ShapeError) -> Graph.Node {
    let start = graph.constant(
      Tensor(
        (0..<states).map { $0 < 2 ? 0 : Self.impossible }, [1, states], emissions.dtype))
    var forward = try graph.sum(emission(0), start)
    for step in 1..<max(time, 1) {
      let skipped = try graph.apply(
        Where(), to: maySkip, shifted(forward, by: 2), impossible)
      let ways = try [forward, shifted(forward, by: 1), skipped].map {
        (way) throws(ShapeError) in try graph.reshape(way, to: [batch, states, 1])
      }
      let together = try graph.apply(Concatenate(axis: 2), toAll: ways)
      let sum = try graph.apply(LogSumExp(axes: [2], keepsAxes: false), to: together)
      forward = try graph.sum(sum, emission(step))
    }
    return try ending(forward)
  }

  /// The last blank and the last label end a sample; without labels only the first blank does.
  private func ending(_ forward: Graph.Node) throws(ShapeError) -> Graph.Node {
    let isLabel = try graph.apply(
      Comparison(.notEqual), to: labels, graph.constant(0, .int32))
    let count = try graph.apply(Sum(axes: [1], keepsAxes: false), to: isLabel)
    let last = try graph.times(2, count)
    let blank = try graph.apply(PickClass(), to: forward, last)
    let hasLabel = try graph.apply(
      Comparison(.greater), to: count, graph.constant(0, .int32))
    let label = try graph.apply(
      PickClass(), to: forward, graph.difference(last, hasLabel))
    let second = try graph.apply(
      Where(), to: graph.cast(hasLabel, to: forward.dtype), label, impossible)
    let both = try graph.apply(
      Concatenate(axis: 1),
      toAll: [
        graph.reshape(blank, to: [batch, 1]), graph.reshape(second, to: [batch, 1]),
      ])
    let total = try graph.apply(LogSumExp(axes: [1], keepsAxes: false), to: both)
    return try graph.choose(
      .less, total, Self.impossible / 10, graph.scalar(.infinity, like: total),
      graph.times(-1, total))
  }

  private var impossible: Graph.Node { graph.constant(Self.impossible, emissions.dtype) }

  private func emission(_ step: Int) throws(ShapeError) -> Graph.Node {
    try graph.reshape(
      graph.apply(Slice(axis: 1, from: step, to: step + 1), to: emissions), to: [batch, states])
  }

  /// What the state `places` before had; impossible where there is none.
  private func shifted(_ node: Graph.Node, by places: Int) throws(ShapeError) -> Graph.Node {
    let kept = try graph.apply(Slice(axis: 1, from: 0, to: states - places), to: node)
    let filler = try graph.apply(BroadcastTo([batch, places]), to: impossible)
    return try graph.apply(Concatenate(axis: 1), toAll: [filler, kept])
  }
}
