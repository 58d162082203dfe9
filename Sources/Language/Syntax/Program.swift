/// A parsed program: the statements of a cell, a file or one prompt input.
public struct Program: Sendable {
  public var source: String
  public var statements: [Statement]

  public init(source: String, statements: [Statement]) {
    self.source = source
    self.statements = statements
  }
}

/// One statement; `isSilenced` when a `;` stands before the line's end.
public struct Statement: Sendable {
  public indirect enum Kind: Sendable {
    case function(FunctionSyntax)
    case forIn(name: Name, over: Expression, body: [Statement])
    case repetition(count: Expression, body: [Statement])
    case conditional(branches: [(condition: Expression, body: [Statement])], otherwise: [Statement])
    /// `at r, step=1250 { … }`
    case intervention(run: Name, unit: Name, at: Expression, body: [Statement])
    case assignment(targets: [Target], value: Expression)
    case expression(Expression)
  }

  public var kind: Kind
  public var span: SourceSpan
  public var isSilenced: Bool

  public init(_ kind: Kind, _ span: SourceSpan, isSilenced: Bool = false) {
    self.kind = kind
    self.span = span
    self.isSilenced = isSilenced
  }
}

/// Left of `=`: a name, then fields and indices: `m.hidden.kernel`, `r.learning_rate`.
public struct Target: Sendable {
  /// One part of the way behind the name.
  public enum Step: Sendable {
    case field(Name)
    case index([Index])
  }
  public var name: Name
  public var path: [Step]
  public var span: SourceSpan

  public init(name: Name, path: [Step], span: SourceSpan) {
    self.name = name
    self.path = path
    self.span = span
  }
}
