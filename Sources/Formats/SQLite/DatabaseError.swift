import Support

/// Why a database gave no table; data, worded for the user elsewhere.
package enum DatabaseError: Error, Equatable, Sendable {
  /// The file is no database, is damaged or locked, or the machine has no library for it.
  case file(FormatError)
  /// SQLite does not understand the query, or fails while it computes; in its words.
  case query(String)
  /// The statement would do something else than read: what, in words of SQL ("PRAGMA", "INSERT").
  case notReading(String)
  /// More than one statement.
  case severalStatements
  /// Two columns have one name: one of them needs another, by `AS`.
  case sameName(String)
  /// A column holds bytes (BLOB), which are no value of a table; rows from 1.
  case bytes(column: String, row: Int)
  /// The table is larger than this many bytes; how many rows of it were read by then.
  case tooLarge(limit: Int, rows: Int)
  /// The user asked for an end; whoever feeds the interrupt ends the statement.
  case interrupted
}
