/// One message for the user: what is wrong, where, and what to type instead.
package struct Diagnostic: Error, Equatable, Sendable {
  /// Whether it stands against running the program: only an error does.
  package enum Severity: String, Sendable { case error, warning, note }

  /// Error, warning or note.
  package var severity: Severity
  /// Stable, `E0103`; `W0001` for lints; notes have none.
  package var code: String
  /// What is wrong, in the user's words.
  package var message: String
  /// `nil` when the message speaks of no place in the source.
  package var span: SourceSpan?
  /// What to do or to type instead; `nil` where there is nothing to say.
  package var hint: String?

  /// A message about a place; an error where nothing else is said.
  package init(
    _ severity: Severity = .error, _ code: String, _ message: String, at span: SourceSpan?,
    hint: String?
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.hint = hint
  }
}
