/// A line of a model, block or data body.
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
