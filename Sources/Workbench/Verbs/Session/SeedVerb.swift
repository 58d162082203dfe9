import Catalog
import Engine
import Language
import Support

/// `seed 7` makes every later random choice repeatable.
enum SeedVerb: Verb {
  private static let value = Parameter<Int>(
    "value", "A whole number from 0, below 2⁵³.", rule: "0 or more, and below 2^53"
  ) { (0..<1 << 53).contains($0) }

  static let signature = Signature(
    "seed", .verb, "starts the random streams anew, so that a session repeats exactly",
    example: "seed 7", [value.description],
    details: """
      What is drawn follows from the seed, from what it is, and from how many equal ones were drawn \
      since `seed`: a weight is known by its path in the model and its shape, an order of samples by \
      their number, normal(…) by its shape. Names of variables play no part: `seed 5` before each of \
      two equal models gives them equal weights, and after one seed the second has others. A line put \
      between that draws other things changes nothing. A split is the same for the same data.
      """, effects: .setsState)

  static func perform(_ call: VerbCall) throws -> Value {
    let seed = try call[value]
    call.interpreter.setSeed(UInt64(seed))
    return .none
  }
}

/// `set dtype=float64, strict=true`: what changes numbers, defaults, and how lints count.
enum SetVerb: Verb {
  private static let dtype = word(
    "dtype", "The type of new tensors and weights.", shown: .nothing,
    [DType.float32, .float64]
  ) { $0.name }
  private static let compat = word(
    "compat", "Whose defaults fill what is left out.", shown: .word("keras"),
    Compatibility.allCases
  ) { $0.rawValue }
  private static let strict = Parameter<Bool>(
    "strict", "Whether warnings about a training count as errors.", default: false)
  private static let memory = Parameter<Int>.value(
    "memory", "The most that values and trainings may take.", expected: "a size such as 8GB",
    shown: .nothing
  ) { value, _ in
    guard case .quantity(let quantity) = value, quantity.dimension == [0, 0, 0, 1, 0],
      quantity.amount >= 0
    else { return nil }
    return Int(exactly: quantity.amount.rounded())
  }

  /// A setting that one of a few words decides.
  private static func word<Choice: Sendable>(
    _ name: String, _ summary: String, shown: Default, _ choices: [Choice],
    text: @escaping @Sendable (Choice) -> String
  ) -> Parameter<Choice> {
    let words = choices.map(text)
    return .value(
      name, summary, expected: words.joined(separator: " or "), shown: shown, words: words
    ) { (value, argument) throws(ArgumentError) in
      guard case .spec(let spec, _) = value,
        let choice = choices.first(where: { text($0) == spec.name })
      else { throw argument.wrongKind() }
      return choice
    }
  }

  static let signature = Signature(
    "set", .verb, "chooses the number type, the defaults, the checks, and the memory limit",
    example: "set dtype=float64",
    [dtype.description, compat.description, strict.description, memory.description],
    details: """
      compat=pytorch fills left-out arguments as PyTorch does: initial weights, epsilon, momentum,
      learning rates. It never changes the meaning of an argument that is written.

      memory=8GB is the most that values and trainings may take together: what would need more is
      refused before it is computed. It begins at 80 % of the memory that is free at the start, and
      at 2 GB for sessions that are run, verified or walked through, which can only lower it.
      """, effects: .setsState)

  static func perform(_ call: VerbCall) throws -> Value {
    if let dtype = try call.optional(dtype) { call.interpreter.setDType(dtype) }
    if let library = try call.optional(compat) { call.interpreter.setCompatibility(library) }
    if let bytes = try call.optional(memory) { try call.interpreter.setMemoryLimit(bytes) }
    if let strict = try call.bound.given(strict) { call.interpreter.setStrict(strict) }
    return .none
  }
}
