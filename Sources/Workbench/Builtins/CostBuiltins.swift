import Catalog
import Learning
import Support

/// What costs are reckoned of and on: machines, and models by their published figures.
enum CostBuiltins {
  static let all: [Builtin] = [device, llm]

  // MARK: Devices

  private static let here = "here"
  private static let name = Parameter<String>.value(
    "name", "A device of the table, by its name; here measures this machine.",
    expected: "the name of a device", shown: .nothing,
    words: [here] + DeviceTable.shipped.map(\.name)
  ) { value, _ in
    switch value {
    case .spec(let spec, _): spec.name
    case .text(let text): text
    default: nil
    }
  }
  private static let figures = DeviceValue.figures.map { Parameter<Double>.figure($0) }
  private static let utilisation = Parameter<Double>(
    "utilisation", "Share of the peak that products reach.", default: Device.usualUtilisation,
    rule: "between 0 and 1"
  ) { $0 > 0 && $0 <= 1 }
  private static let count = Parameter<Int>(
    "count", "How many of them.", default: 1, rule: "between 1 and 1,000,000"
  ) { 1...1_000_000 ~= $0 }

  private static let device = Builtin(
    Described.function(
      "device", "a machine to reckon costs for, by its figures or its name",
      "device(price=0.85$ / 1h, power=65W, flops=200GFLOP / 1s, bandwidth=20GB / 1s)",
      [name.description] + figures.map(\.description) + [
        utilisation.description, count.description,
      ],
      details: """
        `device(here)` measures this machine for about a second, `device(a100)` takes one of the table, which \
        `~/.config/nabla/devices.toml` goes before; figures beside a name replace its own.
        What is not said is not guessed: a cost that needs it names it. Speeds are of the peak, and products reach the share
        utilisation of it. Prices of the table are examples.
        """)
  ) { call in
    var device = try named(call)
    for (figure, parameter) in zip(DeviceValue.figures, figures) {
      guard call.value(of: parameter.description) != nil else { continue }
      device[figure.field] = try call.optional(parameter)
    }
    if call.value(of: utilisation.description) != nil { device.utilisation = try call[utilisation] }
    if call.value(of: count.description) != nil { device.count = try call[count] }
    return DeviceValue.value(of: device)
  }

  private static func named(_ call: BuiltinCall) throws -> Device {
    guard let name = try call.optional(name) else { return Device() }
    guard name == here else { return try DeviceTable.device(named: name) }
    return DeviceMeasurement.measure(threads: call.interpreter.options.threads)
  }

  // MARK: Models by their figures

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

  private static func size(_ name: String, _ summary: String) -> Parameter<Int> {
    Parameter<Int>(name, summary, rule: "between 1 and 10^9") { 1...1_000_000_000 ~= $0 }
  }

  private static func other(_ name: String, _ summary: String) -> Parameter<Int> {
    .optional(name, summary, rule: "between 1 and 10^9") { 1...1_000_000_000 ~= $0 }
  }

  private static let llm = Builtin(
    Described.function(
      "llm", "a Transformer by its published figures, for `cost`",
      "llm(layers=96, width=12288, heads=96, vocabulary=50257, context=2048)",
      [
        layers.description, width.description, heads.description, vocabulary.description,
        context.description, keyValueHeads.description, headWidth.description,
        feedForward.description, gated.description, positions.description, tied.description,
        biases.description, segments.description, pooler.description,
      ],
      details: """
        Nothing is allocated: `cost` counts by formula. GPT-3 is the example above; \
        Llama-2 7B: llm(layers=32, width=4096, heads=32, vocabulary=32000, context=4096, feed_forward=11008, gated=true, \
        positions=rotary, tied=false, biases=false); BERT-base: llm(layers=12, width=768, heads=12, vocabulary=30522, \
        context=512, segments=2, pooler=true).
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
    return LanguageModelValue.value(
      of: LanguageModelShape(
        layers: try call[layers], width: w, heads: h, keyValueHeads: shared,
        headWidth: own ?? w / h, feedForward: try call.optional(feedForward) ?? 4 * w,
        isGated: try call[gated], vocabulary: try call[vocabulary], context: try call[context],
        positions: try call.optional(positions) ?? .learned, isTied: try call[tied],
        hasBiases: try call[biases], segments: try call[segments], hasPooler: try call[pooler]))
  }
}
