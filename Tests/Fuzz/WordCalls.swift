import Catalog
import Workbench

/// Calls of every word of the catalogue, each in a place where it may stand.
struct WordCalls {
  private let signatures = Vocabulary.standard.catalog.signatures.filter {
    ![.keyword, .constant, .command].contains($0.kind)
  }

  /// Words of verbs whose bodies and files are written here.
  private static let inputs = [
    "2", "4", "[4]", "[8, 4]", "[6, 6, 3]", "[5]", "[1, 1, 1]", "d", "t", "1e12", "[1e6, 1e6]",
    "[2147483648, 3]", "9007199254740992", "[0]", "-1", "nan", "1000", "[512, 512, 3]", "[1e5]",
  ]

  /// The words in turn, so that all of them come.
  func next(_ index: Int, _ random: inout Generator) -> String {
    if random.chance(1, in: 8) { return expression(&random) }
    let signature = signatures[index % signatures.count]
    let name = signature.name
    switch signature.kind {
    case .layer:
      return "model \(random.pick(Self.inputs)) { \(line(signature, &random)) }"
    case .structure:
      let body = random.pick([
        "dense 4", "relu", "path { dense 4 } path { dense 4 }", "lstm 2", "", "flatten; dense 2",
      ])
      return
        "model \(random.pick(Self.inputs)) { \(name)\(bare(signature, &random)) { \(body) } }"
    case .step:
      return
        "data \(random.pick(["d", "e", "t", "generated(moons, 9)"])) { \(line(signature, &random)) }"
    case .source where random.chance(1, in: 2): return "data \(name)(\(list(signature, &random)))"
    case .verb: return verb(signature, &random)
    case .optimizer, .schedule, .initializer, .regularizer, .loss, .metric, .activation:
      let values = list(nil, &random)
      return switch random.below(6) {
      case 0: "\(name)(\(list(signature, &random)))(\(values))"
      case 1: "\(name)(\(values), \(named(signature, &random)))"
      case 2: use(signature, &random)
      default: "\(name)(\(list(signature, &random)))"
      }
    default:
      if random.chance(1, in: 5) {
        return "\(name)(\(list(signature, &random)))(\(list(nil, &random)))"
      }
      return "\(name)(\(list(signature, &random)))"
    }
  }

  /// A word as the option of a training or a layer.
  private func use(_ signature: Signature, _ random: inout Generator) -> String {
    let entry = "\(signature.name)(\(list(signature, &random)))"
    return switch signature.kind {
    case .optimizer: "train copy m, d, epochs=2, optimizer=\(entry)"
    case .schedule: "train copy m, d, epochs=2, optimizer=sgd(\(entry))"
    case .loss: "train copy m, d, epochs=2, loss=\(entry)"
    case .metric: "train copy m, d, epochs=2, metrics=[\(entry)]"
    case .initializer: "model 4 { dense 3, kernel_initializer=\(entry) }"
    case .regularizer: "model 4 { dense 3, kernel_regularizer=\(entry) }"
    default: "model 4 { dense 3, activation=\(entry) }"
    }
  }

  private func verb(_ signature: Signature, _ random: inout Generator) -> String {
    let name = signature.name
    switch name {
    case "save":
      return "save \(random.pick(["m", "c", "r", ExtremeValues.value(&random)])), \"a.safetensors\""
    case "train":
      let options = (0..<random.below(4)).map { _ in named(signature, &random) }
      return "train " + (["copy m", random.pick(["d", "e"])] + options).joined(separator: ", ")
    case "resume" where random.chance(2, in: 3):
      return "resume r, epochs=1, " + named(signature, &random)
    default: break
    }
    let call = name + bare(signature, &random)
    if random.chance(1, in: 6) {
      return "\(call) { \(random.pick(["step m", "step m, loss=x -> x", "print 1", ""])) }"
    }
    return call
  }

  private func line(_ signature: Signature, _ random: inout Generator) -> String {
    signature.name + bare(signature, &random)
      + random.pick(["", "", "; dense 2", "; flatten; relu"])
  }

  private func bare(_ signature: Signature, _ random: inout Generator) -> String {
    let written = list(signature, &random)
    return written.isEmpty ? "" : " " + written
  }

  /// Up to four arguments, by position or by name, no parameter twice on purpose.
  private func list(_ signature: Signature?, _ random: inout Generator) -> String {
    let count = random.pick([0, 1, 1, 2, 2, 2, 3, 4])
    let parameters = signature?.parameters ?? []
    let positional = signature == nil ? count : random.below(count + 1)
    var written = (0..<positional).map { index in
      value(of: index < parameters.count ? parameters[index] : nil, &random)
    }
    var rest = parameters.dropFirst(positional)
    for _ in positional..<count {
      guard let parameter = rest.isEmpty ? parameters.first : random.pick(Array(rest)) else {
        break
      }
      rest.removeAll { $0.name == parameter.name }
      written.append("\(parameter.name)=\(value(of: parameter, &random))")
    }
    return written.joined(separator: ", ")
  }

  private func named(_ signature: Signature, _ random: inout Generator) -> String {
    guard !signature.parameters.isEmpty else { return "none_such=1" }
    let parameter = random.pick(signature.parameters)
    return "\(parameter.name)=\(value(of: parameter, &random))"
  }

  /// Mostly of the kind that is asked for, since others are refused before anything is computed.
  private func value(
    of parameter: ParameterDescription?, _ random: inout Generator
  ) -> String {
    guard let parameter, random.chance(2, in: 3) else { return ExtremeValues.value(&random) }
    if let fallback = parameter.defaultText, random.chance(1, in: 8) { return fallback }
    if !parameter.words.isEmpty, random.chance(1, in: 2) { return random.pick(parameter.words) }
    let expected = parameter.expected
    if expected.contains("function") { return random.pick(ExtremeValues.functions) }
    if expected.contains("model") { return random.pick(["m", "c", "copy m"]) }
    if expected.contains("data set") { return random.pick(["d", "e", "t"]) }
    if expected.contains("run") { return "r" }
    if expected.contains("tensor"), random.chance(3, in: 4) {
      return random.pick(ExtremeValues.tensors)
    }
    if expected.contains("number") || expected.contains("fraction") {
      return random.chance(1, in: 4)
        ? random.pick(ExtremeValues.tensors) : random.pick(ExtremeValues.numbers)
    }
    return ExtremeValues.value(&random)
  }

  /// Operators, indices, fields and loops on the same values.
  private func expression(_ random: inout Generator) -> String {
    let (a, b) = (ExtremeValues.value(&random), ExtremeValues.value(&random))
    let sign = random.pick([
      "+", "-", "*", "/", "^", "@", "%", "==", "<", ">=", "and", "or", "!=",
    ])
    switch random.below(11) {
    case 9: return "{a: \(a), \"b c\": \(b)}\(random.pick(["", ".a", "[\"b c\"]", ".b", "[0]"]))"
    case 10:
      return "v = {a: \(a), b: [\(b)]}; v.\(random.pick(["a", "b", "c"])) = \(b); v == {a: \(a)}"
    case 0..<3: return "(\(a)) \(sign) (\(b))"
    case 3: return "(\(a))[\(b)]"
    case 4: return "(\(a))[\(b):\(ExtremeValues.value(&random))]"
    case 5:
      return "(\(a)).\(random.pick(["T", "shape", "x", "y", "loss", "kernel", "test", "size"]))"
    case 6: return "v = \(a); v[\(b)] = \(ExtremeValues.value(&random))"
    case 7: return "for i in \(a) { print i }; repeat \(b) { 1 }"
    default: return "\(random.pick(["-", "not "]))(\(a)); if \(b) { 1 }"
    }
  }
}

func fuzzWords(_ count: Int, _ random: inout Generator, _ runner: CallRunner) {
  let calls = WordCalls()
  let offset = random.below(1000)
  for index in 0..<count {
    if index % 250 == 0 { runner.start() }
    runner.call(calls.next(offset + index, &random), isLookedAt: random.chance(1, in: 10))
  }
}
