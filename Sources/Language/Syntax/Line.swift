/// A line of a model, block or data body.
package struct Line: Sendable {
  package var label: Name?
  package var word: Name
  package var arguments: [ArgumentSyntax]
  /// `nil` when the line has no braces.
  package var lines: [Line]?
  package var span: SourceSpan

  package init(
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
package struct ArgumentSyntax: Sendable {
  package var label: Name?
  package var value: Expression
  /// From the label to the end of the value.
  package var span: SourceSpan

  package init(label: Name?, value: Expression, span: SourceSpan) {
    self.label = label
    self.value = value
    self.span = span
  }
}
