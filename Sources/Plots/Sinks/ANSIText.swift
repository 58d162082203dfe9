/// Turns cells into text with colours, for the scroll-back of a terminal.
package enum ANSIText {
  /// One text a row; colours change only where they must and end with the row.
  ///
  /// Blanks at the end of a row are cut. At `depth` none there is no escape sequence.
  package static func render(_ grid: CellGrid, depth: Capabilities.Depth) -> [String] {
    guard depth > .none else { return PlainText.render(grid) }
    return (0..<grid.height).map { row in
      var pen = Pen()
      var text = ""
      text.reserveCapacity(grid.width * 3)
      for column in 0..<grid.lastColumn(of: row) {
        pen.write(grid, row, column, to: &text)
      }
      pen.reset(&text)
      return text
    }
  }

  /// The same without blank rows at the foot: a picture of few rows ends where it ends.
  package static func printed(_ grid: CellGrid, depth: Capabilities.Depth) -> [String] {
    render(grid, depth: depth).reversed().drop(while: \.isEmpty).reversed()
  }

  /// What turns the picture `old`, just above the cursor, into `new`.
  ///
  /// The cursor stands in column 0 of the row below the picture, before and after. Without `old`, or
  /// when sizes differ, the whole picture is written with new lines; what stands on the screen from
  /// before stays above it. Changed cells only, moves relative to the cursor.
  package static func difference(
    from old: CellGrid?, to new: CellGrid, depth: Capabilities.Depth
  ) -> String {
    guard let old, old.width == new.width, old.height == new.height else {
      return render(new, depth: depth).map { $0 + "\r\n" }.joined()
    }
    var text = ""
    var pen = Pen(isMono: depth == .none)
    // The row the cursor stands in, counted from the top of the picture.
    var line = new.height
    for row in 0..<new.height where !old.isEqual(new, row: row) {
      move(from: &line, to: row, text: &text)
      text += "\r"
      var cursor = 0
      var column = 0
      while column < new.width {
        guard old.differs(new, row, column) else {
          column += 1
          continue
        }
        // The whole of a wide character, and short stretches between changes, are written again:
        // a move would cost as much.
        while column > cursor, new[row, column].scalar == "\0" { column -= 1 }
        if column - cursor > 4 {
          text += "\u{1B}[\(column - cursor)C"
        } else {
          for between in cursor..<column { pen.write(new, row, between, to: &text) }
        }
        repeat {
          pen.write(new, row, column, to: &text)
          column += 1
        } while column < new.width
          && (old.differs(new, row, column) || new[row, column].scalar == "\0")
        cursor = column
      }
      pen.reset(&text)
    }
    if line != new.height {
      move(from: &line, to: new.height, text: &text)
      text += "\r"
    }
    return text
  }

  private static func move(from line: inout Int, to row: Int, text: inout String) {
    if row < line { text += "\u{1B}[\(line - row)A" }
    if row > line { text += "\u{1B}[\(row - line)B" }
    line = row
  }
}

extension CellGrid {
  /// One past the last column that shows anything.
  fileprivate func lastColumn(of row: Int) -> Int {
    var end = width
    while end > 0, self[row, end - 1].isBlank, self[row, end - 1].background == .standard {
      end -= 1
    }
    return end
  }

  fileprivate func isEqual(_ other: CellGrid, row: Int) -> Bool {
    !(0..<width).contains { differs(other, row, $0) }
  }

  /// Whether a cell looks different; who owns it does not matter.
  fileprivate func differs(_ other: CellGrid, _ row: Int, _ column: Int) -> Bool {
    let index = row * width + column
    var mine = self[row, column]
    let theirs = other[row, column]
    mine.owner = theirs.owner
    return mine != theirs || clusters[index] != other.clusters[index]
  }
}
