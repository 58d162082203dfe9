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
  /// Numbers that lie on a disk.
  case onDisk(bytes: Int, folder: String, file: String)
  /// Columns of words that look like numbers or days: one with what to do, or all those for which there is no room.
  case doubtful([WordColumn], file: String)
  /// An order of days that was given and decides nothing.
  case unusedOrder(DelimitedRepairs.UnusedOrder, file: String)
  /// A column that a step takes as the file has it, before another one changes it that stands in front of it.
  case takenAsRead(String, by: String, before: String, remedy: OrderRemedy)
  /// A column of which a step takes what an earlier block has made of it, and not what the file has.
  case takenAsChanged(String, by: String, after: String)
  /// A column to predict that is days or free text; another one, where nobody has named it.
  case unusualTarget(String, ColumnKind, other: String?)
  /// Words of a column that differ in case or in blanks around them only, as they stand there.
  case alike([String], column: String)
  /// Rows left out because nothing stands in the column to predict.
  case withoutTarget(rows: Int, column: String)
  /// Windows of all that were left out because something is missing in them, and the column.
  case windowsWithGaps(Int, of: Int, column: String)
  /// Columns that were chosen in another order than the file's, in that of the file.
  case fileOrder([String])
  /// A column of dates that is not in order, where rows are taken for one after the other in time.
  case disordered(String)
  /// Rows of the moment of the row before, where each is taken for the next one in time; what is typed to tell series
  /// apart, empty where no column does.
  case simultaneous(rows: Int, column: String, remedy: String)
  /// Moments without a row between rows whose usual distance is so many seconds; the step that counts rows.
  case skipped(Int, column: String, usual: Double, by: String)
  /// Code points of parts other than training that no token has; they share one number.
  case unknownTokens(Int)
  /// What was done with a delimited text, or is in doubt.
  case remark(DelimitedRemark, file: String)
  /// Rows that a step has left out.
  case rowsLeftOut(Int, Reason)

  /// What to write where a step takes a column as the file has it.
  package enum OrderRemedy: Sendable {
    /// Numbers as the file has them.
    case asRead
    /// Only columns whose gaps are not filled.
    case otherColumns
    /// The change for these columns, too.
    case alsoMade([String])
    /// The step in a block of its own, over the data that the other one has changed.
    case secondBlock
  }

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
