/// An expression and its place.
package struct Expression: Sendable {
  /// What sorts of expression there are, each with its parts.
  package indirect enum Kind: Sendable {
    /// The multiplier `k M %` is already applied.
    case number(Double)
    /// `3min`: the number and the unit's suffix; a multiplier is already applied.
    case quantity(Double, unit: String)
    case string(String)
    case bool(Bool)
    case none
    case name(String)
    case list([Expression])
    /// `[x^2 for x in xs if x > 0]`
    case comprehension(ComprehensionSyntax)
    /// `{age: 41, "sepal length": 5.1}`: names, each once, with what they stand for.
    case record([(name: Name, value: Expression)])
    /// `(e)`: kept, because `(name)` forces the variable where a word could stand.
    case parenthesized(Expression)
    case call(Expression, [ArgumentSyntax])
    case index(Expression, [Index])
    case field(Expression, Name)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case range(Expression, Expression)
    case lambda(FunctionSyntax)
    case model(ModelSyntax)
    case data(source: Expression, steps: [Line])
    case block([Line])
    /// A verb as a statement, or called with brackets inside an expression: `predict(m, x)`.
    case command(CommandSyntax)
    case sweep(SweepSyntax)
  }

  /// The sort of expression, with its parts.
  package var kind: Kind
  /// From its first character to behind its last.
  package var span: SourceSpan

  /// An expression and where it was read.
  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// What stands before one expression; the raw value is how it is written.
package enum UnaryOperator: String, Sendable {
  case negate = "-"
  case not
}

/// What stands between two expressions; the raw value is how it is written.
package enum BinaryOperator: String, Sendable {
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
  case matrixProduct = "@"
  case power = "^"
}

/// An index: one position or a half-open slice with optional ends.
package enum Index: Sendable {
  case at(Expression)
  case slice(from: Expression?, to: Expression?, span: SourceSpan)
}
