import Formats

/// What a source or step has done that its user should know; worded elsewhere.
package enum DataNote: Sendable {
  /// A text that was understood in an unusual way.
  case dialect(Dialect, file: String, columns: Int)
  /// Rows left out because nothing stands in the column to predict.
  case withoutTarget(rows: Int, column: String)
  /// Code points of parts other than training that no token has; they share one number.
  case unknownTokens(Int)
  /// Rows that a step has left out.
  case rowsLeftOut(Int, Reason)

  /// Why rows are left out.
  package enum Reason: Sendable {
    case missing, duplicate, condition
    /// A pair of texts of which one is empty.
    case emptySide
    /// Fewer than so many rows stand before them.
    case beginning(Int)
    /// Nothing stands in the column that orders them.
    case timeless(String)
  }
}
