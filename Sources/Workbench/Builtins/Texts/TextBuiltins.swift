import Catalog
import Engine
import Support

/// Functions of texts. A character is what a reader takes for one, also where it is several code points.
enum TextBuiltins {
  static let all: [Builtin] =
    [upper, lower, split, join, contains, replace, number] + [FormatBuiltin.format]

  static let text = Parameter<String>("text", "The text.")

  private static let upper = cased("upper", "a text in capital letters", "upper(\"straße\")") {
    $0.uppercased()
  }
  private static let lower = cased("lower", "a text in small letters", "lower(\"ABC\")") {
    $0.lowercased()
  }

  private static let texts = Parameter<Value>.any(
    "text", "A text, or a list of texts.", expected: "a text or a list of texts")

  private static func cased(
    _ name: String, _ summary: String, _ example: String,
    _ change: @escaping @Sendable (String) -> String
  ) -> Builtin {
    Builtin(Described.function(name, summary, example, [texts.description])) { call in
      try each(call, texts) { .text(change($0)) }
    }
  }

  /// What becomes of a text, or of each of a list.
  private static func each(
    _ call: BuiltinCall, _ parameter: Parameter<Value>, _ change: (String) throws -> Value
  ) throws -> Value {
    let given = try call[parameter]
    switch given {
    case .text(let text):
      try requireText(3 * text.utf8.count)
      return try change(text)
    case .list(let items):
      let changed = try items.map { item in
        try Interrupt.check()
        guard case .text(let text) = item else {
          throw call.wrongType(parameter, found: "a list with \(item.kindName)")
        }
        return try change(text)
      }
      return try ListBuiltins.collected(changed)
    default: throw call.wrongType(parameter, found: given.foundText)
    }
  }

  /// Refuses a text that is longer than one may be.
  static func requireText(_ bytes: Int) throws {
    guard bytes <= Operators.textLimit else {
      throw ValueProblem.limit(.textTooLong(bytes, limit: Operators.textLimit))
    }
    try MemoryBudget.current.require(2 * bytes, for: "the text")
  }

  private static let separator = Parameter<String>.optional(
    "separator", "What stands between the parts; blanks and ends of lines without it.")

  private static let split = Builtin(
    Described.function(
      "split", "the parts of a text between separators", "split(\"a, b, c\", \", \")",
      [text.description, separator.description],
      details: """
        Without a separator the words. With "" the characters. In the lines of `data`, `split 80%, 20%` is the step
        that makes parts of a data set.
        """)
  ) { call in
    let text = try call[text]
    try MemoryBudget.current.require(
      ByteEstimate.product(text.utf8.count, 40), for: "split")
    var parts: [String] = []
    if let separator = try call.optional(separator) {
      if separator.isEmpty {
        parts = text.map { String($0) }
      } else {
        parts = try TextSearch(separator).parts(of: text)
      }
    } else {
      parts = text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    return .list(try ValueList(parts.map(Value.text)).checked())
  }

  private static let parts = Parameter<Value>.any(
    "texts", "A list of texts; numbers are written as they print.",
    expected: "a list of texts", isList: true)
  private static let between = Parameter<String>(
    "separator", "What stands between them.", default: "")

  private static let join = Builtin(
    Described.function(
      "join", "texts one after the other, with a separator between them",
      "join([\"a\", \"b\", \"c\"], \", \")", [parts.description, between.description])
  ) { call in
    let separator = try call[between]
    let source = try call[parts]
    if case .text = source { throw call.wrongType(parts, found: source.foundText) }
    var (result, count) = ("", 0)
    for item in try call.evaluator.items(of: source, for: "join") {
      guard let part = written(item) else {
        throw call.wrongType(parts, found: "a list with \(item.kindName)")
      }
      if count > 0 { result += separator }
      result += part
      count += 1
      if count & 0xFF == 0 || part.utf8.count > 4_096 { try requireText(result.utf8.count) }
    }
    try requireText(result.utf8.count)
    return .text(result)
  }

  /// A text as it is, a number as it prints.
  static func written(_ value: Value) -> String? {
    switch value {
    case .text(let text): text
    case .bool(let flag): flag ? "true" : "false"
    default: value.number.map { NumberText.general($0) }
    }
  }

  private static let searched = Parameter<Value>.any(
    "items", "A text, a list or a tensor.", expected: "a text, a list or a tensor")
  private static let wanted = Parameter<Value>.any(
    "part", "The text, item or number that is looked for.", expected: "a text or an item")

  private static let contains = Builtin(
    Described.function(
      "contains", "whether a text has a part, or a list or tensor an item",
      "contains(\"neural network\", \"net\")", [searched.description, wanted.description])
  ) { call in
    let wanted = try call[wanted]
    switch try call[searched] {
    case .text(let text):
      guard case .text(let part) = wanted else {
        throw call.wrongType(TextBuiltins.wanted, "a text", found: wanted.foundText)
      }
      return .bool(try part.isEmpty || TextSearch(part).isFound(in: text))
    case .tensor(let tensor):
      guard let number = wanted.tensor else { return .bool(false) }
      let equal = try Numerics.apply(Comparison(.equal), tensor, number)
      guard let known = try Numerics.constant(equal) else { throw ValueProblem.conditionTraced }
      return .bool(known.first { $0 != 0 } != nil)
    case .list(let items):
      for item in items {
        try Interrupt.check()
        if try isEqual(item, wanted) { return .bool(true) }
      }
      return .bool(false)
    case let other: throw call.wrongType(searched, found: other.foundText)
    }
  }

  /// Values of two kinds differ.
  private static func isEqual(_ a: Value, _ b: Value) throws -> Bool {
    switch (a, b) {
    case (.text(let a), .text(let b)): return a == b
    case (.text, _), (_, .text): return false
    default:
      if let a = a.tensor, let b = b.tensor {
        guard a.shape == b.shape, let a = a.known, let b = b.known else { return false }
        return a.doubles == b.doubles
      }
      return (try? ValueEquality.areEqual(a, b)) ?? false
    }
  }

  private static let old = Parameter<String>("old", "What is replaced, each time it occurs.")
  private static let new = Parameter<String>("new", "What stands there instead.")

  private static let replace = Builtin(
    Described.function(
      "replace", "a text with another part in place of one", "replace(\"a-b-c\", \"-\", \" \")",
      [texts.description, old.description, new.description])
  ) { call in
    let (old, new) = (try call[old], try call[new])
    guard !old.isEmpty else { throw call.outOfRange(Self.old, "at least one character") }
    return try each(call, texts) { text in
      let parts = try TextSearch(old).parts(of: text)
      try requireText(
        ByteEstimate.sum([text.utf8.count, ByteEstimate.product(parts.count - 1, new.utf8.count)]))
      return .text(parts.joined(separator: new))
    }
  }

  private static let number = Builtin(
    Described.function(
      "number", "the number that a text writes", "number(\"3.5\") * 2", [texts.description],
      details:
        "`\"-1e3\"`, `\"inf\"`, `\"nan\"`; blanks around it do not count. A list of texts gives a tensor."
    )
  ) { call in
    if let number = try call[texts].tensor { return .of(number) }
    return try each(call, texts) { text in
      guard let number = NumberReading.number(text) else {
        throw TextProblem.noNumber(text)
      }
      return .number(number)
    }
  }
}
