/// `fn name(parameters) = expression` or with a body whose last value is the result.
package struct FunctionSyntax: Sendable {
  package var name: Name?
  package var parameters: [ParameterSyntax]
  package var body: Body
  /// The whole declaration, for printing it as written.
  package var span: SourceSpan

  /// What the function gives: one expression, or the value of its last statement.
  package indirect enum Body: Sendable {
    case expression(Expression)
    case statements([Statement])
  }

  package init(name: Name?, parameters: [ParameterSyntax], body: Body, span: SourceSpan) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.span = span
  }
}

/// A parameter of a function of the user, with its default if it has one.
package struct ParameterSyntax: Sendable {
  package var name: Name
  package var defaultValue: Expression?

  package init(name: Name, defaultValue: Expression? = nil) {
    self.name = name
    self.defaultValue = defaultValue
  }
}
