import Catalog
import Data
import Engine
import Learning

/// `generate m, prompt="The ", length=60`: text from a model that was trained on text.
enum GenerateVerb: Verb {
  private static let model = Parameter<Model>.model()
  private static let prompt = Parameter<String>.text(
    "prompt", "The text to go on from, or to fill.", shown: .nothing)
  private static let length = Parameter<Int>.optional(
    "length", "New characters or words at most; 100, or what the target holds.",
    shown: .number(100), rule: "between 1 and 1,000,000"
  ) { (1...1_000_000).contains($0) }
  private static let temperature = Parameter<Double>.optional(
    "temperature", "0 is the most probable, 1 as the model says; 0 with fill and source.",
    shown: .number(1), rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }
  private static let topK = Parameter<Int>.optional(
    "top_k", "Only so many of the most probable ones are drawn from.", rule: "at least 1"
  ) { $0 >= 1 }
  private static let topP = Parameter<Double>(
    "top_p", "Only the most probable ones that together reach this share are drawn from.",
    default: 1, rule: "above 0, at most 1"
  ) { $0 > 0 && $0 <= 1 }
  private static let fill = Parameter<String>.text(
    "fill", "The mark in the prompt that is replaced by a guess.", shown: .nothing)
  private static let source = Parameter<String>.text(
    "source", "The text that a model of two inputs translates.", shown: .nothing)
  private static let data = Parameter<Dataset>.dataset(
    "data", "Says what the model's numbers mean; those of its last training if left out.",
    asked: "a data set of text", shown: .nothing)

  static let signature = Signature(
    "generate", .verb, "continues, fills or translates a text with a trained model",
    example: """
      pairs = data generated(number_names, 20) { tokens characters, source=4, target=32 }
      m = model source=[4], target=[32] { from target; embedding pairs.target_vocab, 4; dense pairs.target_vocab }
      generate m, source="7", length=8, data=pairs
      """,
    [
      model.description, prompt.description, length.description, temperature.description,
      topK.description, topP.description, fill.description, source.description, data.description,
    ],
    details: """
      Scores are divided by temperature, then top_k, then top_p leave some, and one is drawn: the
      order of Hugging Face. The output layer may be softmax or logits.
      A model sees at most as many tokens as its input has; of a longer text the end counts.
      Attention with a causal mask, causal convolutions and recurrent layers remember what came
      before, so that a token costs one step. Once the text is longer than the input, models with
      attention or positions see a window that slides, computed whole for each token; others just
      read on. Layers that need all places at once are computed whole for each token always.
      With fill= a model trained with `mask` guesses each mark from both sides, the most probable
      one unless a temperature is given. With source= a model of two inputs writes until its end
      token. Ctrl-C ends the text between two tokens and keeps it.
      """, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    let prompt = try call.optional(prompt)
    let (fill, source) = (try call.optional(fill), try call.optional(source))
    try refuseIdle(call)
    let usual: Double = fill != nil || source != nil ? 0 : 1
    let sampler = TokenSampler(
      temperature: try call.optional(temperature) ?? usual, topK: try call.optional(topK),
      topP: try call[topP])
    let length = try call.optional(length)
    let interpreter = call.interpreter
    let what = length.map { "text of \($0) tokens" } ?? "text"
    let generator = try TextGenerator(
      model, try vocabularies(call, model), sampler,
      stream: interpreter.random.stream(.sample, what),
      threads: interpreter.options.threads, isInterrupted: { interpreter.breathe() })
    let made: TextGenerator.Made
    if let source {
      made = try generator.translated(source, prompt: prompt ?? "", length: length)
    } else {
      guard let prompt else { throw call.bound.missing(Self.prompt) }
      made =
        if let fill { try generator.filled(prompt, mark: fill) } else {
          try generator.continued(prompt, length: length ?? 100)
        }
    }
    if made.wasInterrupted {
      interpreter.note("stopped after \(Problems.count(made.count, "token"))")
    }
    return .text(made.text)
  }

  /// The most probable token is the same however few are drawn from; a text is filled to its end, and not beside
  /// another one.
  private static func refuseIdle(_ call: VerbCall) throws {
    if call.wrote(source.description) {
      try call.refuse(idle: fill.description, .beside(source.name))
    }
    if call.wrote(fill.description) {
      try call.refuse(idle: length.description, .beside(fill.name))
    }
    let isGuess = call.wrote(fill.description) || call.wrote(source.description)
    guard try call.optional(temperature) ?? (isGuess ? 0 : 1) == 0 else { return }
    let cause = IdleOption.Cause.without(
      "\(temperature.name)` above `0", typed: "\(temperature.name)=1")
    try call.refuse(idle: topK.description, cause)
    if try call[topP] < 1 { try call.refuse(idle: topP.description, cause) }
  }

  private static func vocabularies(
    _ call: VerbCall, _ model: Model
  ) throws -> [TokenVocabulary] {
    guard let dataset = try call.optional(data) else { return model.vocabularies }
    guard !dataset.vocabularies.isEmpty else {
      throw call.wrongKind(data, "a data set of text")
    }
    return dataset.vocabularies
  }
}
