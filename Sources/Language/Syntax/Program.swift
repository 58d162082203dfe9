/// A parsed program: the statements of a cell, a file or one prompt input.
package struct Program: Sendable {
  /// The text in which all spans are places.
  package var source: String
  /// In the order of the text.
  package var statements: [Statement]

  /// A program of statements that were read from `source`.
  package init(source: String, statements: [Statement]) {
    self.source = source
    self.statements = statements
  }
}

/// One statement; `isSilenced` when a `;` stands before the line's end.
package struct Statement: Sendable {
  /// What sorts of statement there are, each with its parts.
  package indirect enum Kind: Sendable {
    case function(FunctionSyntax)
    /// Several names take each item apart.
    case forIn(names: [Name], over: Expression, body: [Statement])
    case repetition(count: Expression, body: [Statement])
    case conditional(branches: [(condition: Expression, body: [Statement])], otherwise: [Statement])
    /// `at r, step=1250 { … }`
    case intervention(run: Name, unit: Name, at: Expression, body: [Statement])
    case assignment(targets: [Target], value: Expression)
    case expression(Expression)
  }

  /// The sort of statement, with its parts.
  package var kind: Kind
  /// From its first character to behind its last, the `;` not included.
  package var span: SourceSpan
  /// Whether a `;` stands at its end, so that its value is not shown.
  package var isSilenced: Bool

  /// A statement and where it was read.
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
  /// The name that gets the value, or whose value has the part.
  package var name: Name
  /// Fields and indices behind the name, from left to right; empty for a bare name.
  package var path: [Step]
  /// From the name to behind the last part.
  package var span: SourceSpan

  /// A target as it was read.
  package init(name: Name, path: [Step], span: SourceSpan) {
    self.name = name
    self.path = path
    self.span = span
  }
}
