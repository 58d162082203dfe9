import Catalog
import Data
import Language

extension Evaluator {
  /// A step whose arguments are formulas of columns: they are not computed here, but row by row.
  func formulaStep(_ line: Line, _ signature: Signature) throws -> DataLine {
    var arguments = Arguments()
    for argument in line.arguments {
      if let label = argument.label {
        // A column of one text tells nothing.
        if case .string(let column) = argument.value.kind {
          throw habit(written(column), at: argument.value.span)
        }
        arguments.named.append((label.text, .value(try formula(argument.value))))
        continue
      }
      // `features [age^2, income^2]`: a list of formulas is these formulas.
      guard case .list(let items) = argument.value.kind,
        signature.parameters.contains(where: \.isVariadic)
      else {
        arguments.positional.append(.value(try formula(argument.value)))
        continue
      }
      arguments.positional += try items.map { .value(try formula($0)) }
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
      try refuseGap(sign, left, right, at: expression.span)
      try refuseQuoted(left, beside: right, sign, at: expression.span)
      if [.add, .subtract, .multiply, .divide, .power].contains(sign) {
        // Texts have no arithmetic, days excepted: a column is meant.
        let sides = [left, right].map { side in
          guard case .string(let column) = side.kind, column.first?.isLetter == true else {
            return text(of: side.span)
          }
          return written(column)
        }
        if sides != [left, right].map({ text(of: $0.span) }) {
          throw habit("\(sides[0]) \(sign.rawValue) \(sides[1])", at: expression.span)
        }
      }
      guard let known = Formula.Operator(rawValue: sign.rawValue) else { break }
      return .operation(known, try formula(left), try formula(right))
    case .call(let function, let arguments):
      if let instead = FormulaHabits.line(function, arguments, { text(of: $0) }) {
        throw habit(instead, at: expression.span)
      }
      guard case .name(let name) = function.kind, arguments.allSatisfy({ $0.label == nil })
      else { break }
      if arguments.count == 2, name == Formula.Operator.remainder.rawValue {
        return .operation(
          .remainder, try formula(arguments[0].value), try formula(arguments[1].value))
      }
      guard arguments.count == 1 else { break }
      if name == "column", case .string(let column) = arguments[0].value.kind {
        return .column(column, otherwise: nil)
      }
      guard let known = Formula.Function(rawValue: name) else { break }
      if case .string(let column) = arguments[0].value.kind {
        throw habit("\(name)(\(written(column)))", at: expression.span)
      }
      return .call(known, try formula(arguments[0].value))
    case .field(let base, let name):
      if let instead = FormulaHabits.line(base, field: name.text, { text(of: $0) }) {
        throw habit(instead, at: expression.span)
      }
      // `d.age` is the column of the data at hand.
      if case .name = base.kind { throw habit(name.text, at: expression.span) }
    case .index(let base, let indices):
      guard case .name = base.kind, indices.count == 1, case .at(let index)? = indices.first,
        case .string(let column) = index.kind
      else { break }
      throw habit(written(column), at: expression.span)
    default: break
    }
    let functions = (Formula.Function.allCases.map(\.rawValue) + ["mod"]).joined(separator: ", ")
    throw Problems.diagnostic(
      for: ValueProblem.noFormula(written: text(of: expression.span), functions: functions),
      at: expression.span)
  }

  /// `x == none`, `x != nan`: a gap is equal to nothing.
  private func refuseGap(
    _ sign: BinaryOperator, _ left: Expression, _ right: Expression, at span: SourceSpan
  ) throws {
    guard sign == .equal || sign == .notEqual else { return }
    for (gap, other) in [(right, left), (left, right)] where isGap(gap) {
      let asked = "missing(\(text(of: other.span)))"
      throw habit(sign == .equal ? asked : "not \(asked)", at: span)
    }
  }

  /// `"age" > 30`: steps take names of columns in quotation marks, formulas take texts there.
  private func refuseQuoted(
    _ left: Expression, beside right: Expression, _ sign: BinaryOperator, at span: SourceSpan
  ) throws {
    guard case .string(let column) = left.kind, try formula(right).columns.isEmpty else { return }
    throw habit("\(written(column)) \(sign.rawValue) \(text(of: right.span))", at: span)
  }

  /// A column as formulas name it.
  private func written(_ column: String) -> String {
    let isName =
      column.first.map { $0.isLetter || $0 == "_" } == true
      && column.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isName ? column : "column(\(QuotedText.of(column)))"
  }

  private func isGap(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .none: true
    case .name(let name): FormulaHabits.gaps.contains(name) && frame[name] == nil
    default: false
    }
  }

  private func habit(_ instead: String, at span: SourceSpan) -> Diagnostic {
    Problems.diagnostic(
      for: ValueProblem.formulaHabit(written: text(of: span), instead: instead), at: span)
  }

  /// The number or text of a session's name; columns come before it.
  private func constant(_ name: String) -> Formula? {
    guard let value = frame[name] else { return nil }
    if case .text(let text) = value { return .text(text) }
    return value.number.map { .number($0) }
  }
}
