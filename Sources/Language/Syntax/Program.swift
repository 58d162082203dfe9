/// A parsed program: the statements of a cell, a file or one prompt input.
package struct Program: Sendable {
  package var source: String
  package var statements: [Statement]

  package init(source: String, statements: [Statement]) {
    self.source = source
    self.statements = statements
  }
}

/// One statement; `isSilenced` when a `;` stands before the line's end.
package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    case function(FunctionSyntax)
    case forIn(name: Name, over: Expression, body: [Statement])
    case repetition(count: Expression, body: [Statement])
    case conditional(branches: [(condition: Expression, body: [Statement])], otherwise: [Statement])
    /// `at r, step=1250 { … }`
    case intervention(run: Name, unit: Name, at: Expression, body: [Statement])
    case assignment(targets: [Target], value: Expression)
    case expression(Expression)
  }

  package var kind: Kind
  package var span: SourceSpan
  package var isSilenced: Bool

  package init(_ kind: Kind, _ span: SourceSpan, isSilenced: Bool = false) {
    self.kind = kind
    self.span = span
    self.isSilenced = isSilenced
  }
}

/// Left of `=`: a name, then fields and indices: `m.hidden.kernel`, `r.learning_rate`.
package struct Target: Sendable {
  /// One part of the way behind the name.
  package enum Step: Sendable {
    case field(Name)
    case index([Index])
  }
  package var name: Name
  package var path: [Step]
  package var span: SourceSpan

  package init(name: Name, path: [Step], span: SourceSpan) {
    self.name = name
    self.path = path
    self.span = span
  }
}
