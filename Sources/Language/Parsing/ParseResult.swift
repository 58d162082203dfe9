/// What could be read of a source, and every reason why the rest could not.
public struct ParseResult: Sendable {
  /// The statements without an error, in order.
  public var program: Program
  /// In the order of the source; at most 20, callers show five.
  public var diagnostics: [Diagnostic]
  /// Names that a statement with an error would have defined. A checker takes them as known, so
  /// that one mistake is reported once.
  public var namesOfDamagedStatements: Set<String>

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
