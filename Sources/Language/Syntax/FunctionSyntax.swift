/// `fn name(parameters) = expression` or with a body whose last value is the result.
public struct FunctionSyntax: Sendable {
  public var name: Name?
  public var parameters: [ParameterSyntax]
  public var body: Body
  /// The whole declaration, for printing it as written.
  public var span: SourceSpan

  /// What the function gives: one expression, or the value of its last statement.
  public indirect enum Body: Sendable {
    case expression(Expression)
    case statements([Statement])
  }

  public init(name: Name?, parameters: [ParameterSyntax], body: Body, span: SourceSpan) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.span = span
  }
}

/// A parameter of a function of the user, with its default if it has one.
public struct ParameterSyntax: Sendable {
  public var name: Name
  public var defaultValue: Expression?

  public init(name: Name, defaultValue: Expression? = nil) {
    self.name = name
    self.defaultValue = defaultValue
  }
}
