import Catalog
import Data
import Language

extension Evaluator {
  /// A step whose arguments are formulas of columns: they are not computed here, but row by row.
  func formulaStep(_ line: Line, _ signature: Signature) throws -> DataLine {
    var arguments = Arguments()
    for argument in line.arguments {
      let formula = Argument.value(try formula(argument.value))
      if let label = argument.label {
        arguments.named.append((label.text, formula))
      } else {
        arguments.positional.append(formula)
      }
    }
    let origin = line.word.span.start..<line.word.span.end
    try Problems.located(at: line.word.span) { _ = try BoundArguments(arguments, to: signature) }
    return DataLine(signature.name, arguments, origin: origin)
  }

  /// An expression as a formula: names are columns, else what they are in the session.
  private func formula(_ expression: Expression) throws -> Formula {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .string(let text): return .text(text)
    case .bool(let truth): return .number(truth ? 1 : 0)
    case .parenthesized(let inner): return try formula(inner)
    case .name(let name): return .column(name, otherwise: constant(name))
    case .unary(.negate, let inner): return .negative(try formula(inner))
    case .unary(.not, let inner): return .not(try formula(inner))
    case .binary(let sign, let left, let right):
      guard let known = Formula.Operator(rawValue: sign.rawValue) else { break }
      return .operation(known, try formula(left), try formula(right))
    case .call(let function, let arguments):
      guard case .name(let name) = function.kind, arguments.count == 1, arguments[0].label == nil
      else { break }
      if name == "column", case .string(let column) = arguments[0].value.kind {
        return .column(column, otherwise: nil)
      }
      guard let known = Formula.Function(rawValue: name) else { break }
      return .call(known, try formula(arguments[0].value))
    default: break
    }
    let functions = Formula.Function.allCases.map(\.rawValue).joined(separator: ", ")
    throw Problems.diagnostic(
      for: ValueProblem.wrongKind(
        of: "a formula of columns", expected: "arithmetic, comparisons and \(functions)",
        found: "`\(text(of: expression.span))`"),
      at: expression.span)
  }

  /// The number or text of a session's name; columns come before it.
  private func constant(_ name: String) -> Formula? {
    guard let value = frame[name] else { return nil }
    if case .text(let text) = value { return .text(text) }
    return value.number.map { .number($0) }
  }
}
