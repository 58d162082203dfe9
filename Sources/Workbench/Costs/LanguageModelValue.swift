import Learning
import Support

/// Models by their figures as values of the language: what `llm(…)` gives and `cost` reads.
enum LanguageModelValue {
  static let word = "llm"

  private static let wholes:
    [(name: String, path: WritableKeyPath<LanguageModelShape, Int> & Sendable)] = [
      ("layers", \.layers), ("width", \.width), ("heads", \.heads), ("vocabulary", \.vocabulary),
      ("context", \.context), ("kv_heads", \.keyValueHeads), ("head_width", \.headWidth),
      ("feed_forward", \.feedForward), ("segments", \.segments),
      ("experts", \.experts), ("active_experts", \.activeExperts),
    ]
  private static let flags:
    [(name: String, path: WritableKeyPath<LanguageModelShape, Bool> & Sendable)] = [
      ("gated", \.isGated), ("tied", \.isTied), ("biases", \.hasBiases), ("pooler", \.hasPooler),
    ]

  /// All figures, those too that were left out.
  static func value(of shape: LanguageModelShape) -> Value {
    let fields =
      wholes.map { ($0.name, Value.number(Double(shape[keyPath: $0.path]))) }
      + [("positions", .text(shape.positions.rawValue))]
      + flags.map { ($0.name, .bool(shape[keyPath: $0.path])) }
      + [("parameters", .number(Double(shape.parameters)))]
    return .record(RecordValue(fields.map(\.0), fields.map(\.1), word: word))
  }

  /// The shape behind a value that `llm` made; `nil` for every other.
  static func shape(_ value: Value) -> LanguageModelShape? {
    guard case .record(let record) = value, record.word == word else { return nil }
    var shape = LanguageModelShape(
      layers: 1, width: 1, heads: 1, keyValueHeads: 1, headWidth: 1, feedForward: 1,
      isGated: false, vocabulary: 1, context: 1, positions: .learned, isTied: true,
      hasBiases: true, segments: 0, hasPooler: false)
    for (name, path) in wholes {
      guard let number = record[name]?.number.flatMap({ Int(whole: $0) }), number >= 0 else {
        return nil
      }
      shape[keyPath: path] = number
    }
    for (name, path) in flags {
      guard case .bool(let flag)? = record[name] else { return nil }
      shape[keyPath: path] = flag
    }
    guard case .text(let text)? = record["positions"],
      let positions = LanguageModelShape.Positions(rawValue: text)
    else { return nil }
    shape.positions = positions
    return shape
  }
}
