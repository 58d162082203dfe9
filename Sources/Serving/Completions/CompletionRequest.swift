import Support

/// A request for texts: OpenAI's parameters of `POST /v1/completions`, as far as they mean something here.
struct CompletionRequest: Equatable {
  /// What to go on from: a text, or its tokens by their numbers.
  enum Prompt: Equatable {
    case text(String)
    case tokens([Int])
  }

  /// Each gets `count` texts.
  var prompts: [Prompt] = []
  /// New tokens of each text at most.
  var length = 16
  var temperature = 1.0
  var topP = 1.0
  /// Texts that end a text, and are no part of it.
  var stops: [String] = []
  /// Texts for each prompt.
  var count = 1
  var seed: UInt64?
  /// Whether tokens are sent as they are made.
  var streams = false
  /// Whether a stream ends with how many tokens there were.
  var tellsUsage = false
  /// Whether a text begins with its prompt.
  var echoes = false

  /// Prompts times texts for each.
  static let mostTexts = 128
  /// New tokens of a text at most.
  static let mostTokens = 16_384

  /// The parameters in a content; the model's name must be `model`.
  init(_ content: JSON, model: String) throws(CompletionProblem) {
    guard case .object(let members) = content else {
      throw CompletionProblem("the content must be an object: {\"model\": …, \"prompt\": …}")
    }
    guard let name = content["model"] else {
      throw CompletionProblem("model: it is missing; this server has \(model)", "model")
    }
    guard let name = name.string else {
      throw CompletionProblem("model: \(RequestWords.shown(name)) is no text", "model")
    }
    guard name == model else {
      throw CompletionProblem(
        "the model \(RequestWords.name(name)) does not exist; this server has \(model)", "model",
        status: 404, code: "model_not_found")
    }
    guard content["prompt"] != nil else {
      throw CompletionProblem("prompt: it is missing", "prompt")
    }
    for member in members where member.name != "model" {
      // As if it were not there.
      if member.value == .null, member.name != "prompt" { continue }
      try take(member)
    }
    guard prompts.count * count <= Self.mostTexts else {
      throw CompletionProblem("n: at most \(Self.mostTexts) texts are made at once", "n")
    }
  }

  private mutating func take(_ member: JSON.Member) throws(CompletionProblem) {
    let (name, value) = (member.name, member.value)
    switch name {
    case "prompt": prompts = try Self.prompts(value)
    case "max_tokens", "max_completion_tokens":
      length = try Self.whole(value, name, 0...Self.mostTokens)
    case "temperature": temperature = try Self.number(value, name, 0...2)
    case "top_p": topP = try Self.number(value, name, 0...1)
    case "n": count = try Self.whole(value, name, 1...Self.mostTexts)
    case "seed":
      // Any whole number is a seed; of a negative one the bits count.
      seed = UInt64(bitPattern: Int64(try Self.whole(value, name, Int.min...Int.max)))
    case "stop": stops = try Self.stops(value)
    case "stream": streams = try Self.truth(value, name)
    case "echo": echoes = try Self.truth(value, name)
    case "stream_options":
      for option in try Self.object(value, name)
      where option.name == "include_usage" && option.value != .null {
        tellsUsage = try Self.truth(option.value, "stream_options.include_usage")
      }
    case "user", "service_tier": _ = try Self.text(value, name)
    case "metadata": _ = try Self.object(value, name)
    case "store": _ = try Self.truth(value, name)
    case "best_of":
      guard try Self.whole(value, name, 1...Self.mostTexts) == 1 || value == .whole(count) else {
        throw CompletionProblem("best_of: only 1 is known here", name)
      }
    case "presence_penalty", "frequency_penalty":
      guard try Self.number(value, name, -2...2) == 0 else {
        throw CompletionProblem("\(name): only 0 is known here", name)
      }
    case "logit_bias":
      guard value == .object([]) else {
        throw CompletionProblem("logit_bias: it is not known here", name)
      }
    case "logprobs", "suffix":
      throw CompletionProblem("\(name): it is not known here", name)
    default:
      throw CompletionProblem(
        "there is no parameter \(RequestWords.name(name))"
          + RequestWords.guess(
            name, among: ["prompt", "max_tokens", "temperature", "top_p", "stop", "seed", "stream"]),
        name)
    }
  }

  private static func prompts(_ value: JSON) throws(CompletionProblem) -> [Prompt] {
    if let text = value.string { return [.text(text)] }
    guard case .list(let items) = value, !items.isEmpty else {
      throw CompletionProblem("prompt: \(RequestWords.shown(value)) is no text", "prompt")
    }
    if let texts = value.items({ $0.string }) { return texts.map { .text($0) } }
    if let tokens = value.items({ $0.wholeNumber }) { return [.tokens(tokens)] }
    guard let lists = value.items({ (item: JSON) -> [Int]? in item.items(\.wholeNumber) }) else {
      throw CompletionProblem(
        "prompt: a text, a list of texts, or a list of tokens is needed", "prompt")
    }
    return lists.map { .tokens($0) }
  }

  /// What is asked for a caller's own books does nothing here, and is still to be of its kind.
  private static func text(_ value: JSON, _ name: String) throws(CompletionProblem) -> String {
    guard let text = value.string else {
      throw CompletionProblem("\(name): \(RequestWords.shown(value)) is no text", name)
    }
    return text
  }

  private static func object(
    _ value: JSON, _ name: String
  ) throws(CompletionProblem) -> [JSON.Member] {
    guard case .object(let members) = value else {
      throw CompletionProblem("\(name): \(RequestWords.kind(of: value)) is no object", name)
    }
    return members
  }

  private static func stops(_ value: JSON) throws(CompletionProblem) -> [String] {
    let texts = value.string.map { [$0] } ?? value.items { $0.string }
    guard let texts, texts.count <= 4, !texts.contains("") else {
      throw CompletionProblem("stop: a text, or up to four of them, none empty", "stop")
    }
    return texts
  }

  private static func whole(
    _ value: JSON, _ name: String, _ range: ClosedRange<Int>
  ) throws(CompletionProblem) -> Int {
    guard let number = value.wholeNumber else {
      // A whole number that no 64 bits hold is read as a fraction.
      if let large = value.double, large == large.rounded(), abs(large) >= 0x1p53 {
        throw CompletionProblem(
          "\(name): \(RequestWords.shown(value)) is not between \(range.lowerBound) and \(range.upperBound)",
          name)
      }
      throw CompletionProblem("\(name): \(RequestWords.shown(value)) is no whole number", name)
    }
    guard range.contains(number) else {
      throw CompletionProblem(
        "\(name): \(number) is not between \(range.lowerBound) and \(range.upperBound)", name)
    }
    return number
  }

  private static func number(
    _ value: JSON, _ name: String, _ range: ClosedRange<Double>
  ) throws(CompletionProblem) -> Double {
    guard let number = value.double else {
      throw CompletionProblem("\(name): \(RequestWords.shown(value)) is no number", name)
    }
    guard range.contains(number) else {
      throw CompletionProblem(
        "\(name): \(RequestWords.shown(value)) is not between \(NumberText.general(range.lowerBound)) and "
          + NumberText.general(range.upperBound), name)
    }
    return number
  }

  private static func truth(_ value: JSON, _ name: String) throws(CompletionProblem) -> Bool {
    guard case .bool(let truth) = value else {
      throw CompletionProblem("\(name): \(RequestWords.shown(value)) is not true or false", name)
    }
    return truth
  }
}
