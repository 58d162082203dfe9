import Support

/// A table that is wider than the window, cut between its columns: those that do not fit stand below,
/// behind the first column once more.
struct WrappedTable {
  private let rows: [[Character]]
  /// Where each column begins and ends, in characters; further lines begin below the first.
  private let columns: [Range<Int>]

  /// `nil` where the lines are no table of three columns or more: text with a hanging indent, of which
  /// each line is broken by itself.
  init?(_ lines: [Substring]) {
    guard lines.count > 1 else { return nil }
    let rows = lines.map(Array.init)
    // Cells are found by characters; of wide ones a table could not be cut at one place.
    guard rows.allSatisfy({ $0.allSatisfy { TextWidth.columns(of: String($0)) == 1 } }) else {
      return nil
    }
    let width = rows.map(\.count).max() ?? 0
    let isFilled = (0..<width).map { place in
      rows.contains { place < $0.count && $0[place] != " " }
    }
    var columns: [Range<Int>] = []
    var place = 0
    while let start = isFilled[place...].firstIndex(of: true) {
      var end = start
      while end < width, isFilled[end] || end + 1 < width && isFilled[end + 1] { end += 1 }
      columns.append(start..<end)
      place = end
    }
    guard columns.count > 2 else { return nil }
    (self.rows, self.columns) = (rows, columns)
  }

  /// The lines; `nil` where a column does not fit beside the first.
  func lines(to width: Int) -> [String]? {
    // The margin belongs to the first column.
    let ranges = [0..<columns[0].upperBound] + columns.dropFirst()
    let table = TextTable(rows: rows.map { row in ranges.map { cell(row, $0) } })
    let lines = table.lines(limit: width)
    return lines.contains { TextWidth.columns(of: $0) > width } ? nil : lines
  }

  private func cell(_ row: [Character], _ column: Range<Int>) -> String {
    String(column.map { $0 < row.count ? row[$0] : " " })
  }

  /// Whether a line has cells: two blanks between words, behind a margin.
  static func isRow(_ line: Substring) -> Bool {
    let text = line.prefix(1 << 12).drop { $0 == " " }
    guard line.first == " " else { return false }
    let parts = String(text).split(separator: " ", omittingEmptySubsequences: false)
    return parts.dropLast().dropFirst().contains(where: \.isEmpty)
  }
}
