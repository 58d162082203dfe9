/// One message for the user: what is wrong, where, and what to type instead.
public struct Diagnostic: Error, Equatable, Sendable {
  public enum Severity: String, Sendable { case error, warning, note }

  public var severity: Severity
  /// Stable, `E0103`; `W0001` for lints; notes have none.
  public var code: String
  public var message: String
  /// `nil` when the message speaks of no place in the source.
  public var span: SourceSpan?
  public var hint: String?

  public init(
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
