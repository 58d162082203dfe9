/// What could be read of a source, and every reason why the rest could not.
package struct ParseResult: Sendable {
  /// The statements without an error, in order.
  package var program: Program
  /// In the order of the source; at most 20, callers show five.
  package var diagnostics: [Diagnostic]
  /// Names that a statement with an error would have defined. A checker takes them as known, so
  /// that one mistake is reported once.
  package var namesOfDamagedStatements: Set<String>

  /// Whether any part could not be read; notes and warnings do not count.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
