/// The cells of a line of a table, as tables are printed: two blanks or more between columns.
enum TableCells {
  static func of(_ line: Substring) -> [String] {
    var cells: [String] = []
    var cell = ""
    var blanks = 0
    for character in line {
      if character == " " {
        blanks += 1
        continue
      }
      if blanks > 1, !cell.isEmpty {
        cells.append(cell)
        cell = ""
      } else if blanks == 1, !cell.isEmpty {
        cell += " "
      }
      blanks = 0
      cell.append(character)
    }
    return cell.isEmpty ? cells : cells + [cell]
  }
}
