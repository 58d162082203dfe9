/// Bounds that keep every source, however odd, cheap and safe to read.
package enum Limits {
  /// Bytes of one program: a cell, a file or a paste.
  package static let sourceBytes = 1 << 20
  /// Brackets, bodies and prefix operators inside one another.
  package static let nesting = 200
  /// Operators, calls and indices in a row; each makes the tree one level deeper.
  package static let chain = 500
  /// Errors kept; callers show at most five of them.
  static let diagnostics = 20
  static let numberDigits = 400
}
