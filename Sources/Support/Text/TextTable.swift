/// Rows of text under a header, in columns as wide as their widest cell.
package struct TextTable {
  /// At which side of its column a cell stands.
  package enum Alignment: Sendable { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]]

  /// Every row has as many cells as the header; a header of empty cells is left out.
  package init(header: [String], alignments: [Alignment]) {
    precondition(header.count == alignments.count, "one alignment a column")
    self.alignments = alignments
    rows = header.allSatisfy(\.isEmpty) ? [] : [header]
  }

  /// Adds a row of as many cells as the header has.
  package mutating func append(_ row: [String]) {
    precondition(row.count == alignments.count, "as many cells as the header has")
    rows.append(row)
  }

  /// The lines with two blanks between columns and no blanks at their ends.
  package func lines(indent: Int = 0) -> [String] {
    let widths = alignments.indices.map { column in
      rows.map { TextWidth.columns(of: $0[column]) }.max() ?? 0
    }
    return rows.map { row in
      var line = String(repeating: " ", count: indent)
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - TextWidth.columns(of: cell))
        line +=
          (column > 0 ? "  " : "") + (alignments[column] == .left ? cell + blanks : blanks + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
