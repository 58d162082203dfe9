import Formats
import Support

extension Formula {
  /// One value for each row, or one for all.
  enum Values {
    case numbers([Double])
    /// Seconds since 1970-01-01 in UTC.
    case dates([Double])
    case texts([String?])
    case number(Double)
    case date(Double)
    case text(String)
  }

  /// The formula of each row as a number: 1 and 0 for what holds and what does not, NaN where a gap leaves it open; dates
  /// are days since 1970-01-01.
  ///
  /// What is computed of a gap is one. `and` and `or` are SQL's: what one side decides is no gap, whatever stands on the
  /// other. Throws for a column that is not there, for words in arithmetic, and for dates that are compared with anything
  /// else.
  package func numbers(of table: TypedTable) throws(RecipeError) -> [Double] {
    switch try values(of: table) {
    case .numbers(let numbers): return numbers
    case .dates(let seconds): return seconds.map { $0 / Self.day }
    case .number(let number): return [Double](repeating: number, count: table.rowCount)
    case .date(let seconds): return [Double](repeating: seconds / Self.day, count: table.rowCount)
    case .texts, .text: throw .notComputable(words)
    }
  }

  /// The seconds of a day.
  package static let day = 86_400.0

  /// What gives words where numbers are computed with: a column by its name, or a text itself.
  var words: String {
    switch self {
    case .column(let name, _): name
    case .text(let text): text
    default: columns.first ?? ""
    }
  }

  func values(of table: TypedTable) throws(RecipeError) -> Values {
    switch self {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .column(let name, let otherwise):
      guard let column = table.column(named: name) else {
        guard let otherwise else { throw .missingColumn(name, known: table.names) }
        return try otherwise.values(of: table)
      }
      return Values(column)
    case .negative(let inner):
      return .numbers(try inner.numbers(of: table).map { -$0 })
    case .not(let inner):
      return .numbers(try inner.numbers(of: table).map { $0.isNaN ? $0 : $0 == 0 ? 1 : 0 })
    case .call(.missing, let inner):
      let values = try inner.values(of: table)
      return .numbers((0..<table.rowCount).map { values.isMissing($0) ? 1 : 0 })
    case .call(let function, let inner):
      if let part = function.ofMoment {
        return .numbers(try moments(of: inner, function, in: table).map(part))
      }
      return .numbers(try inner.numbers(of: table).map(function.value))
    case .operation(let sign, let left, let right):
      return try combined(sign, left, right, table)
    }
  }

  private func combined(
    _ sign: Operator, _ left: Formula, _ right: Formula, _ table: TypedTable
  ) throws(RecipeError) -> Values {
    var (a, b) = (try left.values(of: table), try right.values(of: table))
    if a.isDate != b.isDate {
      (a, b) = try matched(sign, (left, a), (right, b))
    }
    if a.isText || b.isText {
      guard sign == .equal || sign == .notEqual, a.isText, b.isText else {
        if sign.isComparison { try refuseDay(in: (left, a), (right, b)) }
        throw .notComputable(a.isText ? left.words : right.words)
      }
      return .numbers(
        (0..<table.rowCount).map { row in
          guard let first = a.text(row), let second = b.text(row) else { return .nan }
          return (first == second) == (sign == .equal) ? 1 : 0
        })
    }
    var results = [Double](repeating: .nan, count: table.rowCount)
    switch (sign, a.isDate, b.isDate) {
    case (.add, true, false), (.add, false, true), (.subtract, true, false):
      // A day so many days later.
      for row in results.indices.untilInterrupted {
        results[row] = Self.day * sign.value(a.number(row), b.number(row))
      }
      return .dates(results)
    default:
      for row in results.indices.untilInterrupted {
        results[row] = sign.value(a.number(row), b.number(row))
      }
      return .numbers(results)
    }
  }
}

extension Formula.Values {
  fileprivate init(_ column: TypedColumn) {
    switch column.values {
    case .numbers(let numbers), .wholes(let numbers): self = .numbers(numbers)
    case .dates(let seconds): self = .dates(seconds)
    case .categories, .texts: self = .texts(column.texts)
    }
  }

  var isText: Bool {
    switch self {
    case .texts, .text: true
    case .numbers, .number, .dates, .date: false
    }
  }

  var isDate: Bool {
    switch self {
    case .dates, .date: true
    case .numbers, .number, .texts, .text: false
    }
  }

  fileprivate func isMissing(_ row: Int) -> Bool {
    isText ? text(row) == nil : number(row).isNaN
  }

  /// Of a date its days since 1970-01-01.
  fileprivate func number(_ row: Int) -> Double {
    switch self {
    case .numbers(let numbers): numbers[row]
    case .dates(let seconds): seconds[row] / Formula.day
    case .number(let number): number
    case .date(let seconds): seconds / Formula.day
    case .texts, .text: .nan
    }
  }

  fileprivate func text(_ row: Int) -> String? {
    switch self {
    case .texts(let texts): texts[row]
    case .text(let text): text
    case .numbers, .number, .dates, .date: nil
    }
  }
}
