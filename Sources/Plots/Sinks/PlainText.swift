/// Turns cells into words alone: for pipes, stored outputs and tests.
package enum PlainText {
  /// One text a row, blanks at its end cut.
  package static func render(_ grid: CellGrid) -> [String] {
    (0..<grid.height).map { row in
      var end = grid.width
      while end > 0, grid[row, end - 1].isBlank { end -= 1 }
      var text = ""
      for column in 0..<end { grid.append(row, column, to: &text) }
      return text
    }
  }
}

extension CellGrid {
  /// Adds the character of a cell; the second half of a wide one adds nothing.
  func append(_ row: Int, _ column: Int, to text: inout String) {
    let scalar = self[row, column].scalar
    if scalar == "\0" { return }
    if !clusters.isEmpty, let cluster = clusters[row * width + column] {
      text.append(cluster)
    } else {
      text.unicodeScalars.append(scalar)
    }
  }
}
