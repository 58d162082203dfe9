/// `[value for names in items if condition]`: a value for each item, or for those where the condition holds.
package struct ComprehensionSyntax: Sendable {
  /// What is computed for each.
  package var value: Expression
  /// What each item is called; several names take it apart. Each stands once, at least one.
  package var names: [Name]
  /// What is gone through.
  package var items: Expression
  /// Which items count; `nil` for all.
  package var condition: Expression?
}
