import Catalog
import Learning
import Support

/// Models by their published figures.
enum LanguageModelBuiltin {
  private static let layers = size("layers", "Blocks of attention and feed-forward.")
  private static let width = size("width", "Numbers for a token between blocks.")
  private static let heads = size("heads", "Heads of attention.")
  private static let vocabulary = size("vocabulary", "Tokens that have a vector.")
  private static let context = size("context", "Tokens that are seen at once.")
  private static let keyValueHeads = other(
    "kv_heads", "Heads of keys and values; as many as heads without it.")
  private static let headWidth = other("head_width", "Numbers in a head; width / heads without it.")
  private static let feedForward = other(
    "feed_forward", "Hidden units between blocks; 4 · width without it.")
  private static let gated = Parameter<Bool>(
    "gated", "A third matrix gates the feed-forward part.", default: false)
  private static let positions = Parameter<LanguageModelShape.Positions>.value(
    "positions", "How places are known: learned without it.",
    expected: Problems.list(LanguageModelShape.Positions.allCases.map(\.rawValue)), shown: .nothing,
    words: LanguageModelShape.Positions.allCases.map(\.rawValue)
  ) { value, _ in
    switch value {
    case .spec(let spec, _): LanguageModelShape.Positions(rawValue: spec.name)
    case .text(let text): LanguageModelShape.Positions(rawValue: text)
    default: nil
    }
  }
  private static let tied = Parameter<Bool>(
    "tied", "The answer is read with the vectors of the tokens.", default: true)
  private static let biases = Parameter<Bool>("biases", "Matrices have a bias.", default: true)
  private static let segments = Parameter<Int>(
    "segments", "Kinds of token beside their words.", default: 0, rule: "between 0 and 1000"
  ) { 0...1000 ~= $0 }
  private static let pooler = Parameter<Bool>(
    "pooler", "A dense layer stands behind the first token.", default: false)

  private static let experts = Parameter<Int>(
    "experts", "Feed-forward parts of a block, among which tokens are shared out.", default: 1,
    rule: "between 1 and 10^6"
  ) { 1...1_000_000 ~= $0 }
  private static let activeExperts = other(
    "active_experts", "How many of them compute for one token; all without it.")

  private static func size(_ name: String, _ summary: String) -> Parameter<Int> {
    Parameter<Int>(name, summary, rule: "between 1 and 10^9") { 1...1_000_000_000 ~= $0 }
  }

  private static func other(_ name: String, _ summary: String) -> Parameter<Int> {
    .optional(name, summary, rule: "between 1 and 10^9") { 1...1_000_000_000 ~= $0 }
  }

  static let llm = Builtin(
    Described.function(
      "llm", "a Transformer by its published figures, for `cost`",
      "llm(layers=96, width=12288, heads=96, vocabulary=50257, context=2048)",
      [
        layers.description, width.description, heads.description, vocabulary.description,
        context.description, keyValueHeads.description, headWidth.description,
        feedForward.description, gated.description, positions.description, tied.description,
        biases.description, segments.description, pooler.description,
        experts.description, activeExperts.description,
      ],
      details: """
        Nothing is allocated: `cost` counts by formula. GPT-3 is the example above; \
        Llama-2 7B: llm(layers=32, width=4096, heads=32, vocabulary=32000, context=4096, feed_forward=11008, gated=true, \
        positions=rotary, tied=false, biases=false); BERT-base: llm(layers=12, width=768, heads=12, vocabulary=30522, \
        context=512, segments=2, pooler=true). Mixtral 8x7B is Llama's line with kv_heads=8, feed_forward=14336, \
        context=32768, experts=8, active_experts=2.
        """)
  ) { call in
    let (w, h) = (try call[width], try call[heads])
    let own = try call.optional(headWidth)
    guard own != nil || w % h == 0 else {
      throw call.outOfRange(
        heads, "a divisor of width, unless head_width= is said", found: "\(h) heads of \(w) numbers"
      )
    }
    let shared = try call.optional(keyValueHeads) ?? h
    guard h % shared == 0 else {
      throw call.outOfRange(keyValueHeads, "a divisor of heads", found: "\(shared) for \(h) heads")
    }
    var shape = LanguageModelShape(
      layers: try call[layers], width: w, heads: h, keyValueHeads: shared,
      headWidth: own ?? w / h, feedForward: try call.optional(feedForward) ?? 4 * w,
      isGated: try call[gated], vocabulary: try call[vocabulary], context: try call[context],
      positions: try call.optional(positions) ?? .learned, isTied: try call[tied],
      hasBiases: try call[biases], segments: try call[segments], hasPooler: try call[pooler])
    shape.experts = try call[experts]
    shape.activeExperts = try call.optional(activeExperts) ?? shape.experts
    guard shape.activeExperts <= shape.experts else {
      throw call.outOfRange(
        activeExperts, "at most as many as `experts`",
        found: "\(shape.activeExperts) of \(shape.experts)")
    }
    // A count that has saturated would be wrong, and so would all that follows from it.
    guard shape.parameters < .max else {
      throw call.outOfRange(
        width, "small enough that parameters can be counted",
        found: "\(w) in \(shape.layers) layers")
    }
    return LanguageModelValue.value(of: shape)
  }
}
