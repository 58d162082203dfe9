import Catalog
import Formats
import Glibc
import Support

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
  }

  /// A function of one number.
  package enum Function: String, Sendable, CaseIterable {
    case abs, exp, log, sqrt, sin, cos, floor, round, sign
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

extension Formula {
  /// One value for each row.
  enum Values {
    case numbers([Double])
    case texts([String?])
    case number(Double)
    case text(String)
  }

  /// The formula of each row as a number; comparisons are 1 and 0, what is missing is NaN and compares false.
  ///
  /// Throws for a column that is not there, and for words in arithmetic.
  package func numbers(of table: TypedTable) throws(RecipeError) -> [Double] {
    switch try values(of: table) {
    case .numbers(let numbers): return numbers
    case .number(let number): return [Double](repeating: number, count: table.rowCount)
    case .texts, .text: throw .notComputable(words)
    }
  }

  /// What gives words where numbers are computed with: a column by its name, or a text itself.
  private var words: String {
    switch self {
    case .column(let name, _): name
    case .text(let text): text
    default: columns.first ?? ""
    }
  }

  private func values(of table: TypedTable) throws(RecipeError) -> Values {
    switch self {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .column(let name, let otherwise):
      guard let column = table.column(named: name) else {
        guard let otherwise else { throw .missingColumn(name, known: table.names) }
        return try otherwise.values(of: table)
      }
      return column.values.doubles.map { .numbers($0) } ?? .texts(column.texts)
    case .negative(let inner):
      return .numbers(try inner.numbers(of: table).map { -$0 })
    case .not(let inner):
      return .numbers(try inner.numbers(of: table).map { $0 == 0 ? 1 : 0 })
    case .call(let function, let inner):
      return .numbers(try inner.numbers(of: table).map(function.value))
    case .operation(let sign, let left, let right):
      let (a, b) = (try left.values(of: table), try right.values(of: table))
      if a.isText || b.isText {
        guard sign == .equal || sign == .notEqual, a.isText, b.isText else {
          throw .notComputable(a.isText ? left.words : right.words)
        }
        return .numbers(
          (0..<table.rowCount).map { row in
            guard let first = a.text(row), let second = b.text(row) else { return 0 }
            return (first == second) == (sign == .equal) ? 1 : 0
          })
      }
      var results = [Double](repeating: .nan, count: table.rowCount)
      for row in results.indices.untilInterrupted {
        results[row] = sign.value(a.number(row), b.number(row))
      }
      return .numbers(results)
    }
  }
}

extension Formula.Values {
  fileprivate var isText: Bool {
    switch self {
    case .texts, .text: true
    case .numbers, .number: false
    }
  }

  fileprivate func number(_ row: Int) -> Double {
    switch self {
    case .numbers(let numbers): numbers[row]
    case .number(let number): number
    case .texts, .text: .nan
    }
  }

  fileprivate func text(_ row: Int) -> String? {
    switch self {
    case .texts(let texts): texts[row]
    case .text(let text): text
    case .numbers, .number: nil
    }
  }
}

extension Formula.Operator {
  fileprivate func value(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .or: a != 0 && !a.isNaN || b != 0 && !b.isNaN ? 1 : 0
    case .and: a != 0 && !a.isNaN && b != 0 && !b.isNaN ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b && !a.isNaN && !b.isNaN ? 1 : 0
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: pow(a, b)
    }
  }
}

extension Formula.Function {
  fileprivate func value(_ x: Double) -> Double {
    switch self {
    case .abs: Swift.abs(x)
    case .exp: Glibc.exp(x)
    case .log: Glibc.log(x)
    case .sqrt: x.squareRoot()
    case .sin: Glibc.sin(x)
    case .cos: Glibc.cos(x)
    case .floor: x.rounded(.down)
    case .round: x.rounded(.toNearestOrEven)
    case .sign: x > 0 ? 1 : x < 0 ? -1 : x
    }
  }
}
