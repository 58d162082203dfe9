/// A line of a model, block or data body.
package struct Line: Sendable {
  /// The name in front: `hidden` of `hidden: dense 3`; `nil` where there is none.
  package var label: Name?
  /// The layer, structure or step.
  package var word: Name
  /// What stands behind the word, those without a name first.
  package var arguments: [ArgumentSyntax]
  /// `nil` when the line has no braces.
  package var lines: [Line]?
  /// From the label, or the word, to the end of the line or of its braces.
  package var span: SourceSpan

  /// A line as it was read.
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
  /// The name before `=`; `nil` where the argument counts by its position.
  package var label: Name?
  /// The expression behind it.
  package var value: Expression
  /// From the label to the end of the value.
  package var span: SourceSpan

  /// An argument as it was read.
  package init(label: Name?, value: Expression, span: SourceSpan) {
    self.label = label
    self.value = value
    self.span = span
  }
}
