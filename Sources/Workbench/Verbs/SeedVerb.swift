import Catalog
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
    let seed = try call.bound()[value]
    call.interpreter.setSeed(UInt64(seed))
    return .none
  }
}

/// `set dtype=float64, strict=true`: what changes numbers, defaults, and how lints count.
enum SetVerb: Verb {
  private static let dtype = ParameterDescription(
    "dtype", "The type of new tensors and weights.", expected: "float32 or float64",
    default: "none", words: ["float32", "float64"])
  private static let compat = ParameterDescription(
    "compat", "Whose defaults fill what is left out.", expected: "keras or pytorch",
    default: "keras", words: Compatibility.allCases.map(\.rawValue))
  private static let strict = Parameter<Bool>(
    "strict", "Whether warnings about a training count as errors.", default: false)

  private static let memory = ParameterDescription(
    "memory", "The most that values and trainings may take.", expected: "a size such as 8GB",
    default: "none")

  static let signature = Signature(
    "set", .verb, "chooses the number type, the defaults, the checks, and the memory limit",
    example: "set dtype=float64", [dtype, compat, strict.description, memory],
    details: """
      compat=pytorch fills left-out arguments as PyTorch does: initial weights, epsilon, momentum,
      learning rates. It never changes the meaning of an argument that is written.

      memory=8GB is the most that values and trainings may take together: what would need more is
      refused before it is computed. It begins at 80 % of the memory that is free at the start, and
      at 2 GB for sessions that are run, verified or walked through, which can only lower it.
      """, effects: .setsState)

  static func perform(_ call: VerbCall) throws -> Value {
    let bound = try call.bound()
    if let value = call.value("dtype") {
      guard case .spec(let spec, _) = value, dtype.words.contains(spec.name) else {
        throw call.wrongType("dtype", dtype.expected)
      }
      call.interpreter.setDType(spec.name == "float64" ? .float64 : .float32)
    }
    if let value = call.value("compat") {
      guard case .spec(let spec, _) = value, let compatibility = Compatibility(rawValue: spec.name)
      else { throw call.wrongType("compat", compat.expected) }
      call.interpreter.setCompatibility(compatibility)
    }
    if let value = call.value("memory") { try call.interpreter.setMemoryLimit(bytes(value, call)) }
    if bound.has("strict") { call.interpreter.setStrict(try bound[strict]) }
    return .none
  }
}

extension SetVerb {
  private static func bytes(_ value: Value, _ call: VerbCall) throws -> Int {
    guard case .quantity(let quantity) = value, quantity.dimension == [0, 0, 0, 1, 0],
      quantity.amount >= 0, let bytes = Int(exactly: quantity.amount.rounded())
    else { throw call.wrongType("memory", memory.expected) }
    return bytes
  }
}

/// `print a, b`: values on one line, separated by one space.
enum PrintVerb: Verb {
  static let signature = Signature(
    "print", .verb, "prints values on one line", example: "print 1 + 1, \"two\"",
    [
      ParameterDescription(
        "values", "What to print.", expected: "any values", default: "none", isVariadic: true)
    ], effects: .shows)

  static func perform(_ call: VerbCall) throws -> Value {
    for argument in call.arguments.positional { try argument.value.requireText() }
    let host = call.interpreter.host
    func text(_ digits: Int) -> String {
      call.arguments.positional.map { ValueText.short($0.value, digits: digits) }
        .joined(separator: " ")
    }
    let stored = Output.text(text(NumberText.digits))
    if host.digits == NumberText.digits {
      host.emit(stored)
    } else {
      host.emit(stored, inDetail: text(host.digits))
    }
    return .none
  }
}
