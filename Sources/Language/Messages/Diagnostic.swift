/// One message for the user: what is wrong, where, and what to type instead.
package struct Diagnostic: Error, Equatable, Sendable {
  package enum Severity: String, Sendable { case error, warning, note }

  package var severity: Severity
  /// Stable, `E0103`; `W0001` for lints; notes have none.
  package var code: String
  package var message: String
  /// `nil` when the message speaks of no place in the source.
  package var span: SourceSpan?
  package var hint: String?

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
