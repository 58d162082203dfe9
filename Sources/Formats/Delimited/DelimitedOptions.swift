/// How the bytes of a text stand for characters.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8
  /// The order of the bytes comes from the mark at the start; without one it is little-endian.
  case utf16
  /// Windows-1252, of which ISO 8859-1 is a part.
  case latin1
}

/// What is done about rows with another number of fields than the first.
package enum RaggedRows: String, Sendable, CaseIterable {
  /// They are a fault.
  case refused
  /// They are left out.
  case drop
  /// In shorter ones nothing stands in the last columns; longer ones are left out.
  case fill
}

/// What is known of a file of delimited text beforehand; what is `nil` is detected.
package struct DelimitedOptions: Sendable {
  /// The byte between two fields: ASCII, and no quote, line end or zero byte. A blank stands for runs
  /// of blanks and tabs.
  package var separator: UInt8?
  /// Whether the first row holds the names of the columns.
  package var hasHeader: Bool?
  /// How bytes stand for characters.
  package var encoding: TextEncoding?
  /// The byte before the digits of a fraction, `.` or `,`; the other one may group thousands.
  package var decimal: UInt8?
  /// Further words that stand for a missing value, in any case; the empty field always does. An empty list: nothing
  /// else does.
  package var missing: [String]?
  /// So many lines at the start are no part of the table; `nil`: those that certainly are not.
  package var skip: Int?
  /// Only the columns of these names, in the file's order.
  package var columns: [String]?
  /// What the values of a column are, whatever they look like.
  package var kinds: [String: ColumnKind] = [:]
  /// Whether the month comes first in `3/4/2024`, where the column leaves that open; `nil`: then days are words.
  package var monthFirst: Bool?
  /// Whether a name that stands in the header twice gets a number behind it; otherwise it is a fault.
  package var renamesDuplicates = false
  /// What is done about a row with another number of fields than the first.
  package var ragged = RaggedRows.refused
  /// Only so many rows from the start; the rest of the file is not read.
  package var rows: Int?
  /// How another file was read to which this one belongs; `nil` for a file by itself. What is said here comes first.
  package var habits: DelimitedHabits?

  /// The words that mean a missing value unless others are given: those of pandas, `?` and `-`.
  package static let missingMarks = [
    "?", "NA", "N/A", "NaN", "null", "None", "-", "#N/A", "#NA", "#N/A N/A", "<NA>", "-NaN",
    "1.#IND",
    "-1.#IND", "1.#QNAN", "-1.#QNAN",
  ]

  /// Everything is detected.
  package init() {}
}
