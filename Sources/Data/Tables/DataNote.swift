import Formats

/// What a source or step has done that its user should know; worded elsewhere.
package enum DataNote: Sendable {
  /// A text that was understood in an unusual way.
  case dialect(Dialect, file: String, columns: Int)
  /// Rows with another number of fields that were left out, or filled with gaps.
  case ragged(dropped: Int, filled: Int, file: String)
  /// Columns of a name that stood there before, with their new ones.
  case renamed([DelimitedRepairs.Rename], file: String)
  /// Columns of days that nobody can tell from months.
  case openDates([String], file: String)
  /// Words of a column that differ in case or in blanks around them only, as they stand there.
  case alike([String], column: String)
  /// Rows left out because nothing stands in the column to predict.
  case withoutTarget(rows: Int, column: String)
  /// A column of dates that is not in order, where rows are taken for one after the other in time.
  case disordered(String)
  /// Rows of the moment of the row before, where each is taken for the next one in time; what is typed to tell series
  /// apart, empty where no column does.
  case simultaneous(rows: Int, column: String, remedy: String)
  /// Moments without a row between rows whose usual distance is so many seconds; the step that counts rows.
  case skipped(Int, column: String, usual: Double, by: String)
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
