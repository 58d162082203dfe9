/// A computation with the columns of a row: `weight / height^2`, `age > 30 and sex == "male"`.
///
/// It is data: it can be stored, names nothing but columns, and ends after as many operations as it has.
package indirect enum Formula: Equatable, Sendable {
  /// What stands between two formulas.
  package enum Operator: String, Sendable, CaseIterable {
    case or, and
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    /// `mod(a, b)`, with the sign of b.
    case remainder = "mod"
  }

  /// A function of one value.
  package enum Function: String, Sendable, CaseIterable {
    case abs, exp, log, sqrt, sin, cos, floor, round, sign
    /// Of days and times, in UTC; of weekdays Monday is 1, as in ISO 8601.
    case year, month, day, weekday, hour
    /// Whether nothing stands there.
    case missing
  }

  case number(Double)
  case text(String)
  /// A column; of a table without it, the value that the name has in the session.
  case column(String, otherwise: Formula?)
  case negative(Formula)
  case not(Formula)
  case operation(Operator, Formula, Formula)
  case call(Function, Formula)

  /// The columns that are named, each once, in the order in which they come.
  package var columns: [String] {
    var names: [String] = []
    collect(into: &names)
    return names
  }

  private func collect(into names: inout [String]) {
    switch self {
    case .number, .text: break
    case .column(let name, _): if !names.contains(name) { names.append(name) }
    case .negative(let inner), .not(let inner), .call(_, let inner): inner.collect(into: &names)
    case .operation(_, let left, let right):
      left.collect(into: &names)
      right.collect(into: &names)
    }
  }
}
