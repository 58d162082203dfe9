import Language
import Support

/// A condition on the series of a run, compiled once so that a worker can look at it.
///
/// Names of series stand for their newest values; other names are replaced by their numbers when
/// the training is set up. Only numbers, arithmetic, comparisons and logic may occur.
struct UntilCondition {
  let closure: @Sendable ([String: Double]) -> Bool

  /// `run` is a name behind whose dot the series stand too: `r.loss`.
  init(_ expression: Expression, _ interpreter: Interpreter, run: String = "") throws {
    let compiled = try UntilCondition.compile(expression, interpreter, run)
    closure = { values in
      let result = compiled(values)
      return result != 0 && !result.isNaN
    }
  }

  private typealias Compiled = @Sendable ([String: Double]) -> Double

  private static func compile(
    _ expression: Expression, _ interpreter: Interpreter, _ run: String
  ) throws -> Compiled {
    switch expression.kind {
    case .number(let number): return { _ in number }
    case .bool(let flag): return { _ in flag ? 1 : 0 }
    case .parenthesized(let inner): return try compile(inner, interpreter, run)
    case .name(let name):
      if let number = interpreter[name]?.number { return { _ in number } }
      // A series that does not exist yet, or never will, is no number: the condition then fails.
      return { values in values[name] ?? .nan }
    case .field(let base, let name):
      guard !run.isEmpty, case .name(run) = base.kind else { break }
      let series = name.text
      return { values in values[series] ?? .nan }
    case .unary(let sign, let operand):
      let inner = try compile(operand, interpreter, run)
      if sign == .negate { return { -inner($0) } }
      return { truth(inner($0) == 0) }
    case .binary(let sign, let left, let right):
      let a = try compile(left, interpreter, run)
      let b = try compile(right, interpreter, run)
      guard let combine = operation(sign) else { break }
      return { combine(a($0), b($0)) }
    default: break
    }
    throw Diagnostic.error(
      "E0411", "until needs a condition of numbers and series", at: expression.span,
      hint: "write until=loss < 0.05 or until=val_accuracy > 0.97 and epoch > 3")
  }

  private typealias Combination = @Sendable (Double, Double) -> Double

  private static func operation(_ sign: BinaryOperator) -> Combination? {
    switch sign {
    case .add: return { $0 + $1 }
    case .subtract: return { $0 - $1 }
    case .multiply: return { $0 * $1 }
    case .divide: return { $0 / $1 }
    case .less: return { truth($0 < $1) }
    case .lessOrEqual: return { truth($0 <= $1) }
    case .greater: return { truth($0 > $1) }
    case .greaterOrEqual: return { truth($0 >= $1) }
    case .equal: return { truth($0 == $1) }
    case .notEqual: return { truth($0 != $1) }
    case .and: return { truth($0 != 0 && $1 != 0) }
    case .or: return { truth($0 != 0 || $1 != 0) }
    case .power, .matrixProduct: return nil
    }
  }
}

private func truth(_ holds: Bool) -> Double { holds ? 1 : 0 }
