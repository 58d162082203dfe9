/// A part of the source, as UTF-8 offsets, half open.
public struct SourceSpan: Hashable, Sendable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }
}

/// A word with its place.
public struct Name: Hashable, Sendable {
  public var text: String
  public var span: SourceSpan

  public init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

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

/// `fn name(parameters) = expression` or with a body whose last value is the result.
public struct FunctionSyntax: Sendable {
  public var name: Name?
  public var parameters: [ParameterSyntax]
  public var body: Body
  /// The whole declaration, for printing it as written.
  public var span: SourceSpan

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

/// `value` or `name=value`.
public struct ArgumentSyntax: Sendable {
  public var label: Name?
  public var value: Expression
  /// From the label to the end of the value.
  public var span: SourceSpan

  public init(label: Name?, value: Expression, span: SourceSpan) {
    self.label = label
    self.value = value
    self.span = span
  }
}

/// An index: one position or a half-open slice with optional ends.
public enum Index: Sendable {
  case at(Expression)
  case slice(from: Expression?, to: Expression?, span: SourceSpan)
}

/// A line of a model, block or data body, or of a `train … { step … }` body.
public struct Line: Sendable {
  public var label: Name?
  public var word: Name
  public var arguments: [ArgumentSyntax]
  /// `nil` when the line has no braces.
  public var lines: [Line]?
  public var span: SourceSpan

  public init(
    label: Name?, word: Name, arguments: [ArgumentSyntax], lines: [Line]?, span: SourceSpan
  ) {
    self.label = label
    self.word = word
    self.arguments = arguments
    self.lines = lines
    self.span = span
  }
}

public enum UnaryOperator: String, Sendable {
  case negate = "-"
  case not
}

public enum BinaryOperator: String, Sendable {
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

/// An expression and its place.
public struct Expression: Sendable {
  public indirect enum Kind: Sendable {
    /// The multiplier `k M %` is already applied.
    case number(Double)
    /// `3min`: the number and the unit's suffix; a multiplier is already applied.
    case quantity(Double, unit: String)
    case string(String)
    case bool(Bool)
    case none
    case name(String)
    case list([Expression])
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

  public var kind: Kind
  public var span: SourceSpan

  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// `model 784 { … }` or `model source=[16], target=[32] { … }`.
public struct ModelSyntax: Sendable {
  /// One unnamed input, or several named ones.
  public var inputs: [(name: Name?, value: Expression)]
  public var lines: [Line]

  public init(inputs: [(name: Name?, value: Expression)], lines: [Line]) {
    self.inputs = inputs
    self.lines = lines
  }
}

/// A verb with its arguments: `train m, digits, epochs=5 &`.
public struct CommandSyntax: Sendable {
  public var verb: Name
  public var arguments: [ArgumentSyntax]
  /// The lines of `train d { step … }`.
  public var lines: [Line]?
  public var isBackground: Bool

  public init(verb: Name, arguments: [ArgumentSyntax], lines: [Line]?, isBackground: Bool) {
    self.verb = verb
    self.arguments = arguments
    self.lines = lines
    self.isBackground = isBackground
  }
}

/// `sweep lr in [0.1, 0.01], seeds=3 { … }`.
public struct SweepSyntax: Sendable {
  public var axes: [(name: Name, values: Expression)]
  public var options: [ArgumentSyntax]
  public var body: [Statement]

  public init(
    axes: [(name: Name, values: Expression)], options: [ArgumentSyntax], body: [Statement]
  ) {
    self.axes = axes
    self.options = options
    self.body = body
  }
}
