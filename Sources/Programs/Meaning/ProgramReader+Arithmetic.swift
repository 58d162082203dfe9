import Support

// Arithmetic of constants, data, values and tensors of a graph.
extension ProgramReader {
  func binary(_ sign: String, _ left: Meaning, _ right: Meaning) throws(NotUnderstood) -> Meaning {
    if let constant = try constant(sign, left, right) { return constant }
    if let share = try shared(sign, left, right) { return share }
    switch (left, right) {
    case (.tensor(let a), .tensor(let b)) where sign == "+" || sign == "*":
      return .tensor(join(sign == "+" ? "add" : "multiply", [a, b]))
    case (.tensor(let a), .tensor(let b)) where sign == "-" || sign == "/":
      return .tensor(join("combine ((a, b) -> a \(sign) b)", [a, b]))
    case (.tensor(let node), let other) where other.number?.isFinite == true:
      let number = other.number ?? 0
      switch sign {
      case "+": return scaled(node, by: 1, number)
      case "-": return scaled(node, by: 1, 0 - number)
      case "*": return scaled(node, by: number, 0)
      case "/" where number != 0: return scaled(node, by: 1 / number, 0)
      default: throw NotUnderstood("`\(sign)` inside a model is `activation x -> …`")
      }
    case (let other, .tensor(let node)) where other.number?.isFinite == true:
      let number = other.number ?? 0
      switch sign {
      case "+": return scaled(node, by: 1, number)
      case "-": return scaled(node, by: -1, number)
      case "*": return scaled(node, by: number, 0)
      default: throw NotUnderstood("`\(sign)` inside a model is `activation x -> …`")
      }
    case (.tensor, _), (_, .tensor):
      throw NotUnderstood("arithmetic inside a model is `add` or `multiply` of two paths")
    case (.column(let column), _): return .column(try computed(column, sign, right))
    case (_, .column(let column)):
      return .column(try computed(column, sign, left, isSecond: true))
    case (.array(let array), _):
      return .array(try changed(array, sign, right))
    case (_, .array(let array)) where sign == "*" || sign == "+":
      return .array(try changed(array, sign, left))
    case (.table(var table), .scaler(let scaler)):
      switch (sign, scaler) {
      case ("-", .mean) where !table.isCentered: table.isCentered = true
      case ("/", .deviation) where table.isCentered:
        table.isCentered = false
        if table.part == .all { change(Self.learnt) }
        table.steps.append(.line("standardize"))
      default: throw NotUnderstood("only (x - mean) / deviation is read")
      }
      return .table(table)
    default: break
    }
    if let a = valueText(left), let b = valueText(right), let own = Self.signs[sign] {
      let text = "\(a.operand(of: own)) \(own) \(b.operand(of: own))"
      guard text.utf8.count < 4000 else { throw NotUnderstood("the formula is too long") }
      return .value(
        ValueText(
          text: text, shape: Self.shape(of: sign, a.shape, b.shape), isAtom: false,
          isProduct: sign == "*" || sign == "/",
          isWhole: Self.comparing.contains(sign), isComparison: Self.comparing.contains(sign)))
    }
    throw NotUnderstood("`\(sign)` of these is not read")
  }

  /// The extents of what a sign gives; `nil` where those of an operand are not known.
  private static func shape(of sign: String, _ a: [Int]?, _ b: [Int]?) -> [Int]? {
    guard sign == "@" else { return spread([a, b]) }
    guard let a, let b, a.count == 2, b.count == 2, a[1] == b[0] else { return nil }
    return [a[0], b[1]]
  }

  /// The extents of numbers that are computed place by place: those of all operands, an extent of 1 standing for any;
  /// `nil` where one of them is not known.
  static func spread(_ shapes: [[Int]?]) -> [Int]? {
    var result: [Int] = []
    for shape in shapes {
      guard let shape else { return nil }
      let rank = max(result.count, shape.count)
      let a = [Int](repeating: 1, count: rank - result.count) + result
      let b = [Int](repeating: 1, count: rank - shape.count) + shape
      guard zip(a, b).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { return nil }
      result = zip(a, b).map { $0 == 1 ? $1 : $0 }
    }
    return result
  }

  private static let comparing: Set = ["==", "!=", "<", ">", "<=", ">="]

  private static let signs = [
    "+": "+", "-": "-", "*": "*", "/": "/", "**": "^", "@": "@", "==": "==", "!=": "!=", "<": "<",
    ">": ">",
    "<=": "<=", ">=": ">=", "&": "and", "|": "or",
  ]

  /// What is computed here, as text: constants, too.
  func valueText(_ meaning: Meaning) -> ValueText? {
    switch meaning {
    case .value(let value): return value
    case .integer(let number): return ValueText(text: "\(number)", shape: [], isAtom: number >= 0)
    case .number(let number):
      return ValueText(text: ProgramText.number(number), shape: [], isAtom: number >= 0)
    case .array(let array) where array.side == .targets && array.data.isRenumbered: return nil
    case .array(let array): return ValueText(text: text(of: array), shape: nil)
    case .items(let items):
      var texts: [String] = []
      for item in items {
        guard let text = valueText(item) else { return nil }
        texts.append(text.text)
      }
      guard texts.reduce(0, { $0 + $1.utf8.count }) < 200_000 else { return nil }
      return ValueText(text: "[\(texts.joined(separator: ", "))]", shape: shape(of: meaning))
    default: return nil
    }
  }

  /// The extents of lists in lists; `nil` where they are not alike.
  private func shape(of meaning: Meaning) -> [Int]? {
    guard case .items(let items) = meaning else { return meaning.number == nil ? nil : [] }
    guard let first = items.first else { return [0] }
    return shape(of: first).map { [items.count] + $0 }
  }

  /// Constants are computed.
  private func constant(
    _ sign: String, _ left: Meaning, _ right: Meaning
  ) throws(NotUnderstood) -> Meaning? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return try whole(sign, a, b)
    case (.text(let a), .text(let b)):
      switch sign {
      case "+" where a.utf8.count + b.utf8.count < 100_000: return .text(a + b)
      case "==": return .truth(a == b)
      case "!=": return .truth(a != b)
      default: return nil
      }
    case (.truth(let a), .truth(let b)):
      switch sign {
      case "and": return .truth(a && b)
      case "or": return .truth(a || b)
      case "==": return .truth(a == b)
      default: return nil
      }
    case (.items(let a), .items(let b)) where sign == "+" && a.count + b.count <= 10_000:
      return .items(a + b)
    case (.items(let a), .integer(let count))
    where sign == "*" && count >= 0 && count <= 1000 && a.count <= 100:
      return .items((0..<count).flatMap { _ in a })
    case (.none, .none) where sign == "is" || sign == "==": return .truth(true)
    case (.none, .none) where sign == "is not" || sign == "!=": return .truth(false)
    case (_, .none) where sign == "is": return .truth(false)
    case (_, .none) where sign == "is not": return .truth(true)
    default:
      guard let a = left.number, let b = right.number else { return nil }
      return try real(sign, a, b)
    }
  }

  private func whole(_ sign: String, _ a: Int, _ b: Int) throws(NotUnderstood) -> Meaning? {
    let result: (partialValue: Int, overflow: Bool)
    switch sign {
    case "+": result = a.addingReportingOverflow(b)
    case "-": result = a.subtractingReportingOverflow(b)
    case "*": result = a.multipliedReportingOverflow(by: b)
    case "//", "%":
      guard b != 0 else { throw NotUnderstood("it divides by 0") }
      let (quotient, remainder) = (
        a.dividedReportingOverflow(by: b), a.remainderReportingOverflow(dividingBy: b)
      )
      guard !quotient.overflow, !remainder.overflow else { return nil }
      let isBelow = remainder.partialValue != 0 && (remainder.partialValue < 0) != (b < 0)
      return .integer(
        sign == "//"
          ? quotient.partialValue - (isBelow ? 1 : 0) : remainder.partialValue + (isBelow ? b : 0))
    case "**" where b >= 0 && b < 64:
      var power = (partialValue: 1, overflow: false)
      for _ in 0..<b where !power.overflow {
        power = power.partialValue.multipliedReportingOverflow(by: a)
      }
      result = power
    default: return try real(sign, Double(a), Double(b))
    }
    return result.overflow ? try real(sign, Double(a), Double(b)) : .integer(result.partialValue)
  }

  private func real(_ sign: String, _ a: Double, _ b: Double) throws(NotUnderstood) -> Meaning? {
    switch sign {
    case "+": return .number(a + b)
    case "-": return .number(a - b)
    case "*": return .number(a * b)
    case "/":
      guard b != 0 else { throw NotUnderstood("it divides by 0") }
      return .number(a / b)
    case "==": return .truth(a == b)
    case "!=": return .truth(a != b)
    case "<": return .truth(a < b)
    case ">": return .truth(a > b)
    case "<=": return .truth(a <= b)
    case ">=": return .truth(a >= b)
    case "**" where b == b.rounded() && abs(b) <= 64:
      var power = 1.0
      var left = abs(b)
      while left > 0 {
        power *= a
        left -= 1
      }
      return .number(b < 0 ? 1 / power : power)
    default: return nil
    }
  }

  /// Samples that are multiplied, shifted or compared.
  private func changed(
    _ array: ArrayValue, _ sign: String, _ other: Meaning
  ) throws(NotUnderstood) -> ArrayValue {
    var array = array
    guard array.steps.count < 50 else {
      throw NotUnderstood("so much is done to these data that it is not read")
    }
    if case .scaler(let scaler) = other { return try scaled(array, sign, scaler) }
    guard let number = other.number else {
      throw NotUnderstood("`\(sign)` of these data is not read")
    }
    let text = ProgramText.number(number)
    if array.side == .targets {
      guard ["==", "!=", "<", ">", "<=", ">=", "/", "*", "+", "-"].contains(sign) else {
        throw NotUnderstood("`\(sign)` of targets is not read")
      }
      array.steps.append("relabel y -> y \(sign) \(text)")
      array.isOneHot = false
      return array
    }
    switch sign {
    case "/": array.steps.append("rescale 1/\(text)")
    case "*": array.steps.append("rescale \(text)")
    case "+", "-":
      let offset = ProgramText.number(sign == "-" ? -number : number)
      if let last = array.steps.last, last.hasPrefix("rescale "), !last.contains(",") {
        array.steps[array.steps.count - 1] = "\(last), \(offset)"
      } else {
        array.steps.append("rescale 1, \(offset)")
      }
    default: throw NotUnderstood("`\(sign)` of these data is not read")
    }
    return array
  }

  private static let learnt =
    "`standardize` learns from the training part alone here, and its deviation divides by n"

  private func scaled(
    _ array: ArrayValue, _ sign: String, _ scaler: Scaler
  ) throws(NotUnderstood) -> ArrayValue {
    var array = array
    switch (sign, scaler) {
    case ("-", .mean): array.isCentered = true
    case ("/", .deviation) where array.isCentered:
      array.isCentered = false
      if array.part == .all { change(Self.learnt) }
      array.steps.append("standardize")
    default: throw NotUnderstood("only (x - mean) / deviation is read")
    }
    return array
  }
}
