import Support

/// A table of texts, row by row, with one name for each column.
///
/// All fields share one buffer: a file of a million fields is no million strings.
package struct CSVTable: Sendable {
  /// The name of each column, in the file's order.
  package let columns: [String]
  /// Whether the names come from the file; else they are `column_1`, `column_2`, …
  package let hasHeader: Bool
  /// How many rows there are, the header not counted.
  package let rowCount: Int
  private let bytes: [UInt8]
  private let ends: [UInt32]
  private let lines: [UInt32]
  private let firstField: Int

  /// `lines` says for each row of the file, header included, on which line it begins.
  init(
    columns: [String], hasHeader: Bool, bytes: [UInt8], ends: [UInt32], lines: [UInt32]
  ) {
    self.columns = columns
    self.hasHeader = hasHeader
    self.bytes = bytes
    self.ends = ends
    self.lines = hasHeader ? Array(lines.dropFirst()) : lines
    rowCount = self.lines.count
    firstField = hasHeader ? columns.count : 0
  }

  /// The text of a field.
  package subscript(row: Int, column: Int) -> String {
    String(decoding: field(row, column), as: UTF8.self)
  }

  /// The field as a number; `nil` where it is missing or no number.
  package func number(row: Int, column: Int) -> Double? {
    CSV.number(field(row, column))
  }

  /// Whether the field holds one of the marks of a missing value: nothing, `?`, `NA`, `nan`, `null`.
  package func isMissing(row: Int, column: Int) -> Bool {
    CSV.isMissing(field(row, column))
  }

  /// The line of the file on which a row begins, from 1.
  package func line(ofRow row: Int) -> Int { Int(lines[row]) }

  /// The position of a column by its name.
  package func column(named name: String) -> Int? { columns.firstIndex(of: name) }

  private func field(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    precondition(
      row >= 0 && row < rowCount && column >= 0 && column < columns.count, "a field of the table")
    let index = firstField + row * columns.count + column
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return bytes[start..<Int(ends[index])]
  }
}
