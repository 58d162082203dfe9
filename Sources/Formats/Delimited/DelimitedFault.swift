import Support

/// Why delimited text gives no table; facts only, worded for the user elsewhere. Lines count from 1.
package enum DelimitedFault: Error, Equatable, Sendable {
  /// The system gave no bytes: no such file, a folder, a pipe.
  case file(FileError)
  /// The gzip file around the text is damaged, cut or a bomb.
  case gzip(FormatError)
  /// The thread's interrupt was raised.
  case interrupted
  /// The table does not fit beside what is held.
  case memory(MemoryShortage)
  /// The separator that was asked for can be none.
  case badSeparator(UInt8)
  /// No row at all.
  case empty
  /// Only a header, which ends on this line.
  case noRows(line: Int)
  /// A zero byte, or where bytes are no UTF-8 another control character: no text.
  case binary(line: Int)
  /// Bytes that mean nothing in the encoding that was asked for, or that the file's mark says.
  case notEncoded(TextEncoding, line: Int)
  /// There are no more lines than those that were to be left out.
  case skipped(lines: Int)
  /// A row with another number of fields than the first, and what reads the file all the same.
  case ragged(line: Int, expected: Int, found: Int, remedy: RaggedRemedy = .mend)
  /// More fields in the first row than any table has.
  case tooManyColumns(line: Int, limit: Int)
  /// A quote that was opened on this line and never closed.
  case unterminatedQuote(line: Int)
  /// More text after a closing quote.
  case textAfterQuote(line: Int)
  /// A row longer than any is, most likely for want of line ends.
  case rowTooLong(line: Int, limit: Int)
  /// Two columns of one name; their places count from 1.
  case duplicateColumn(String, first: Int, second: Int, line: Int)
  /// Columns that were asked for and are not there.
  case unknownColumns([String])
  /// All columns whose values are not what most of them are, or what was asked for.
  case badColumns([BadColumn])
  /// The file was another one when it was read again.
  case changed
}

/// A column with values that do not fit the others.
package struct BadColumn: Equatable, Sendable {
  /// The column's name.
  package var name: String
  /// What its other values are, or what was asked for.
  package var kind: ColumnKind
  /// How many values do not fit.
  package var count: Int
  /// The first of them, cut after 100 bytes.
  package var text: String
  /// The line on which the row of the first one begins.
  package var line: Int
  /// So many lines before that row are no part of the table, where that row looks like the names of the columns.
  package var skip: Int?

  /// A column of that name with `count` such values.
  package init(name: String, kind: ColumnKind, count: Int, text: String, line: Int) {
    (self.name, self.kind, self.count) = (name, kind, count)
    (self.text, self.line) = (text, line)
  }
}
