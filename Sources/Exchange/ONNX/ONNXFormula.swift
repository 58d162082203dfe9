import Data
import Formats

/// A computed column as operators: numbers of float64 [N × 1], of which NaN is a gap; truths are 1 and 0.
struct ONNXFormula {
  /// What stands in a column: numbers, moments in seconds since 1970, or the codes of words.
  enum Value {
    case numbers(String)
    case moments(String)
    case codes(String, words: [String])
    case text(String)
  }

  let writer: ONNXWriter
  /// The columns that are there, by name.
  let columns: [String: Value]

  /// The name of the formula's numbers, dates as days; `nil` where a part of it has no form.
  func numbers(_ formula: Formula) -> String? { value(formula).flatMap(days) }

  private func days(_ value: Value) -> String? {
    switch value {
    case .numbers(let name): name
    case .moments(let name): writer.add("Div", [name, number(Formula.day)])
    case .codes, .text: nil
    }
  }

  private func value(_ formula: Formula) -> Value? {
    switch formula {
    case .number(let number): return .numbers(self.number(number))
    case .text(let text): return .text(text)
    case .column(let name, let otherwise): return columns[name] ?? otherwise.flatMap(value)
    case .negative(let inner): return numbers(inner).map { .numbers(writer.add("Neg", [$0])) }
    case .not(let inner):
      return numbers(inner).map { x in
        .numbers(gap(where: x, writer.doubles(of: writer.add("Equal", [x, number(0)]))))
      }
    case .call(.missing, let inner): return value(inner).flatMap(missing)
    case .call(let function, let inner):
      guard let inner = value(inner) else { return nil }
      if case .moments(let seconds) = inner { return moment(function, seconds) }
      return days(inner).flatMap { called(function, $0) }
    case .operation(let sign, let left, let right):
      guard let left = value(left), let right = value(right) else { return nil }
      return combined(sign, left, right)
    }
  }

  private func missing(_ value: Value) -> Value? {
    switch value {
    case .numbers(let x), .moments(let x):
      .numbers(writer.doubles(of: writer.add("IsNaN", [x])))
    case .codes(let codes, _):
      .numbers(
        writer.doubles(of: writer.add("Equal", [codes, writer.vector([ONNXColumns.missing])])))
    case .text: nil
    }
  }

  private func combined(_ sign: Formula.Operator, _ a: Value, _ b: Value) -> Value? {
    switch (a, b) {
    case (.codes(let codes, let words), .text(let text)),
      (.text(let text), .codes(let codes, let words)):
      // A word that training has not seen has no code to be told by.
      guard let code = words.firstIndex(of: text), sign == .equal || sign == .notEqual else {
        return nil
      }
      let isThere = writer.doubles(of: writer.add("Equal", [codes, writer.vector([code])]))
      let truth = sign == .equal ? isThere : writer.add("Sub", [number(1), isThere])
      let isGap = writer.add("Equal", [codes, writer.vector([ONNXColumns.missing])])
      return .numbers(writer.add("Where", [isGap, number(.nan), truth]))
    case (.moments, .text), (.text, .moments): return nil
    case (.moments, .numbers), (.numbers, .moments):
      guard let first = days(a), let second = days(b), sign == .add || sign == .subtract else {
        return nil
      }
      let sum = writer.add(sign == .add ? "Add" : "Sub", [first, second])
      if case (.numbers, .moments) = (a, b), sign == .subtract { return .numbers(sum) }
      return .moments(writer.add("Mul", [sum, number(Formula.day)]))
    default:
      guard let first = days(a), let second = days(b) else { return nil }
      return operation(sign, first, second).map { .numbers($0) }
    }
  }

  private func operation(_ sign: Formula.Operator, _ a: String, _ b: String) -> String? {
    func add(_ word: String) -> String { writer.add(word, [a, b]) }
    func truth(_ word: String) -> String {
      gap(where: writer.add("Add", [a, b]), writer.doubles(of: add(word)))
    }
    switch sign {
    case .add: return add("Add")
    case .subtract: return add("Sub")
    case .multiply: return add("Mul")
    case .divide: return add("Div")
    case .power: return gap(where: writer.add("Add", [a, b]), add("Pow"))
    case .less: return truth("Less")
    case .lessOrEqual: return truth("LessOrEqual")
    case .greater: return truth("Greater")
    case .greaterOrEqual: return truth("GreaterOrEqual")
    case .equal: return truth("Equal")
    case .notEqual:
      return writer.add("Sub", [number(1), truth("Equal")])
    case .or, .and:
      // What decides wins over a gap: what holds for `or`, 0 for `and`.
      let decides: [String] = [a, b].map { side in
        let isZero = writer.add("Equal", [side, number(0)])
        guard sign == .or else { return isZero }
        return writer.add("Not", [writer.add("Or", [isZero, writer.add("IsNaN", [side])])])
      }
      let isOpen = writer.add("IsNaN", [writer.add("Add", [a, b])])
      let (decided, other) = sign == .or ? (1.0, 0.0) : (0.0, 1.0)
      return writer.add(
        "Where",
        [
          writer.add("Or", decides), number(decided),
          writer.add("Where", [isOpen, number(.nan), number(other)]),
        ])
    case .remainder: return nil
    }
  }

  private func called(_ function: Formula.Function, _ x: String) -> Value? {
    let words: [Formula.Function: String] = [
      .abs: "Abs", .exp: "Exp", .log: "Log", .sqrt: "Sqrt", .sin: "Sin", .cos: "Cos",
      .floor: "Floor", .round: "Round",
    ]
    if function == .sign { return .numbers(gap(where: x, writer.add("Sign", [x]))) }
    return words[function].map { .numbers(writer.add($0, [x])) }
  }

  /// What a calendar says of a moment, for whole days of the Gregorian calendar in both directions.
  ///
  /// Years are counted from March, so that the day of a leap comes last; an era of 400 years has 146,097 days.
  private func moment(_ function: Formula.Function, _ seconds: String) -> Value? {
    func floor(_ a: String, _ b: Double) -> String {
      writer.add("Floor", [writer.add("Div", [a, number(b)])])
    }
    func sum(_ a: String, _ b: String, times factor: Double = 1) -> String {
      writer.add("Add", [a, factor == 1 ? b : writer.add("Mul", [b, number(factor)])])
    }
    let days = floor(seconds, Formula.day)
    switch function {
    case .hour:
      return .numbers(floor(sum(seconds, days, times: -Formula.day), 3_600))
    case .weekday:
      let moved = sum(days, number(3))
      return .numbers(sum(sum(moved, floor(moved, 7), times: -7), number(1)))
    case .year, .month, .day: break
    default: return nil
    }
    let moved = sum(days, number(719_468))
    let era = floor(moved, 146_097)
    let ofEra = sum(moved, era, times: -146_097)
    var years = sum(ofEra, floor(ofEra, 1_460), times: -1)
    years = sum(sum(years, floor(ofEra, 36_524)), floor(ofEra, 146_096), times: -1)
    years = floor(years, 365)
    var ofYear = sum(ofEra, years, times: -365)
    ofYear = sum(sum(ofYear, floor(years, 4), times: -1), floor(years, 100))
    let fifths = writer.add("Mul", [ofYear, number(5)])
    let march = floor(sum(fifths, number(2)), 153)
    if function == .day {
      let before = floor(sum(writer.add("Mul", [march, number(153)]), number(2)), 5)
      return .numbers(sum(sum(ofYear, before, times: -1), number(1)))
    }
    let isNext = writer.doubles(of: writer.add("GreaterOrEqual", [march, number(10)]))
    if function == .month {
      return .numbers(sum(sum(march, number(3)), isNext, times: -12))
    }
    return .numbers(sum(sum(years, era, times: 400), isNext))
  }

  /// NaN where a number is one, else the other.
  private func gap(where x: String, _ other: String) -> String {
    writer.add("Where", [writer.add("IsNaN", [x]), number(.nan), other])
  }

  private func number(_ value: Double) -> String { writer.double([value], [1, 1]) }
}
