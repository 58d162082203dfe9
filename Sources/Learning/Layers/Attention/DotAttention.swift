import Catalog
import Engine

/// Attention without projections: softmax(scores + mask) · V, scores = scale · Q·Kᵀ.
///
/// With `score_mode=concat` a score is concat_score_weight · Σ tanh(scale · (q + k)) over the features. `scale`, one
/// number, is there with `use_scale`; both start at 1. Shapes: x [batch × time × features], values [batch × places × …],
/// keys [batch × places × features]. Luong et al. 2015.
struct DotAttention: Layer {
  enum ScoreMode: String, CaseIterable, Sendable { case dot, concat }

  static let useScale = Parameter<Bool>(
    "use_scale", "Scores times a number that is trained.", default: false)
  static let mode = Parameter<ScoreMode>(
    "score_mode", "How a query and a key make a score.", expected: "dot or concat",
    default: { .dot }, shown: .word("dot"), words: ScoreMode.allCases.map(\.rawValue),
    read: { argument in
      guard case .word(let word) = argument else { return nil }
      return ScoreMode(rawValue: word)
    })

  static let signature = Signature(
    "attention", .layer, "Each place of a sequence looks at all places, without projections.",
    example:
      "model [8] { embedding 20, 4; memory: lstm 4, return_sequences=true; attention value=memory; flatten; dense 1 }",
    [useScale.description, mode.description] + AttendedLines.parameters,
    details: """
      softmax(Q K^T + mask) V; value=memory looks at the labelled line `memory`, whose features are as many.
      `multi_head_attention` has projections and several heads.
      """)

  let usesScale: Bool
  let mode: ScoreMode
  let lines: AttendedLines

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    usesScale = try arguments[Self.useScale]
    mode = try arguments[Self.mode]
    lines = try AttendedLines(arguments)
  }

  var activation: ActivationChoice? { nil }
  var passesMask: Bool { true }
  var reach: SequenceReach { lines.reach }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    _ = try sequenceLength(of: input)
    let scale = usesScale ? try builder.parameter("scale", [], Ones()) : nil
    switch mode {
    case .dot:
      return try lines.attend(from: input, in: builder) { key in
        let scores = try graph.apply(MatrixProduct(transposeRight: true), to: input, key)
        return if let scale { try graph.product(scores, scale) } else { scores }
      }
    case .concat:
      let weight = try builder.parameter("concat_score_weight", [], Ones())
      return try lines.attend(from: input, pairs: input.shape[2], in: builder) { key in
        var both = try graph.pairwiseSum(input, key)
        if let scale { both = try graph.product(both, scale) }
        let sum = try graph.sumOverLastAxis(graph.apply(HyperbolicTangent(), to: both))
        return try graph.product(sum, weight)
      }
    }
  }
}

/// Additive attention: softmax(Σ scale · tanh(q + k) + mask) · V, the sum over the features.
///
/// Shapes: x [batch × time × features], values [batch × places × …], keys [batch × places × features], scale [features],
/// which is 1 without `use_scale`. Bahdanau et al. 2015.
struct AdditiveAttention: Layer {
  static let useScale = Parameter<Bool>(
    "use_scale", "A factor for each feature, which is trained.", default: true)

  static let signature = Signature(
    "additive_attention", .layer, "Each place looks at all places by a sum of tanh(q + k).",
    example:
      "model [8] { embedding 20, 4; memory: lstm 4, return_sequences=true; additive_attention value=memory; flatten; dense 1 }",
    [useScale.description] + AttendedLines.parameters,
    details: """
      softmax(sum(scale tanh(q + k)) + mask) V; value=memory looks at the labelled line `memory`, whose features are as
      many.
      """)

  let usesScale: Bool
  let lines: AttendedLines

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    usesScale = try arguments[Self.useScale]
    lines = try AttendedLines(arguments)
  }

  var activation: ActivationChoice? { nil }
  var passesMask: Bool { true }
  var reach: SequenceReach { lines.reach }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    _ = try sequenceLength(of: input)
    let scale =
      usesScale ? try builder.parameter("scale", [input.shape[2]], GlorotUniform()) : nil
    return try lines.attend(from: input, pairs: input.shape[2], in: builder) { key in
      var terms = try graph.apply(HyperbolicTangent(), to: graph.pairwiseSum(input, key))
      if let scale { terms = try graph.product(terms, scale) }
      return try graph.sumOverLastAxis(terms)
    }
  }
}

extension Graph {
  /// q + k of each query and each key: [batch × time × places × features].
  fileprivate func pairwiseSum(_ query: Node, _ key: Node) throws(ShapeError) -> Node {
    let (q, k) = (query.shape, key.shape)
    return try sum(
      reshape(query, to: [q[0], q[1], 1, q[2]]), reshape(key, to: [k[0], 1, k[1], k[2]]))
  }
}
