/// `fn name(parameters) = expression` or with a body whose last value is the result.
package struct FunctionSyntax: Sendable {
  /// `nil` for a lambda.
  package var name: Name?
  /// The parameters in their order.
  package var parameters: [ParameterSyntax]
  /// What is computed when it is called.
  package var body: Body
  /// The whole declaration, for printing it as written.
  package var span: SourceSpan

  /// What the function gives: one expression, or the value of its last statement.
  package indirect enum Body: Sendable {
    case expression(Expression)
    case statements([Statement])
  }

  /// A function as it was read.
  package init(name: Name?, parameters: [ParameterSyntax], body: Body, span: SourceSpan) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.span = span
  }
}

/// A parameter of a function of the user, with its default if it has one.
package struct ParameterSyntax: Sendable {
  /// What the body calls it.
  package var name: Name
  /// What it is where a call leaves it out; `nil` where no call may.
  package var defaultValue: Expression?

  /// A parameter; one without a default must be given.
  package init(name: Name, defaultValue: Expression? = nil) {
    self.name = name
    self.defaultValue = defaultValue
  }
}
