import Formats
import Support

// Dates in formulas: texts beside them are days, and numbers are none.

extension Formula {
  /// A formula with its values.
  typealias Side = (formula: Formula, values: Values)

  /// Two sides of which one is a date: a text on the other becomes one, too. A number is no date to compare with, and a
  /// number of days to add.
  func matched(
    _ sign: Operator, _ a: Side, _ b: Side
  ) throws(RecipeError) -> (Values, Values) {
    if a.values.isDate { return (a.values, try b.formula.date(b.values, beside: a.formula, sign)) }
    return (try a.formula.date(a.values, beside: b.formula, sign), b.values)
  }

  private func date(
    _ values: Values, beside other: Formula, _ sign: Operator
  ) throws(RecipeError) -> Values {
    switch values {
    case .text(let text):
      guard let seconds = Self.seconds(of: text) else {
        throw .dates(.noDay(text), formula: other.text)
      }
      return .date(seconds)
    case .numbers, .number:
      guard !sign.isComparison else { throw .dates(.number(sign.rawValue), formula: other.text) }
      return values
    case .texts: throw .notComputable(words)
    case .dates, .date: return values
    }
  }

  /// Tells a day that is compared with what is no date.
  func refuseDay(in a: Side, _ b: Side) throws(RecipeError) {
    for (day, other) in [(a, b), (b, a)] {
      if case .text = other.values { continue }
      if case .text(let text) = day.values, Self.seconds(of: text) != nil {
        throw .dates(.day(text, besideWords: other.values.isText), formula: other.formula.text)
      }
    }
  }

  /// The seconds of what must be dates.
  func moments(
    of inner: Formula, _ function: Function, in table: TypedTable
  ) throws(RecipeError) -> [Double] {
    switch try inner.values(of: table) {
    case .dates(let seconds): return seconds
    case .date(let seconds): return [Double](repeating: seconds, count: table.rowCount)
    case .text(let text):
      guard let seconds = Self.seconds(of: text) else {
        throw .dates(.noDay(text), formula: self.text)
      }
      return [Double](repeating: seconds, count: table.rowCount)
    case .numbers, .number, .texts:
      throw .dates(.function(function.rawValue), formula: inner.text)
    }
  }

  /// A day or time as files have it; `nil` for any other text.
  private static func seconds(of text: String) -> Double? {
    guard case .dates(let seconds)? = TypedColumn("d", words: [text]).asDates?.values else {
      return nil
    }
    return seconds.first { !$0.isNaN }
  }
}

extension Formula.Function {
  /// What it takes of a moment, in seconds since 1970-01-01; `nil` for functions of numbers.
  var ofMoment: ((Double) -> Double)? {
    func ofDay(_ part: @escaping (Int) -> Int) -> (Double) -> Double {
      { seconds in
        let days = Int(checked: seconds / Formula.day, rounded: .down)
        return days.flatMap { $0.magnitude < 1 << 40 ? Double(part($0)) : nil } ?? .nan
      }
    }
    switch self {
    case .year: return ofDay { DateText.civil($0).year }
    case .month: return ofDay { DateText.civil($0).month }
    case .day: return ofDay { DateText.civil($0).day }
    // 1970-01-01 was a Thursday.
    case .weekday: return ofDay { (($0 + 3) % 7 + 7) % 7 + 1 }
    case .hour:
      return { seconds in
        let days = (seconds / Formula.day).rounded(.down)
        return ((seconds - days * Formula.day) / 3_600).rounded(.down)
      }
    case .abs, .exp, .log, .sqrt, .sin, .cos, .floor, .round, .sign, .missing: return nil
    }
  }
}
