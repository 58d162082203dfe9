import Support

/// A picture of text cells, row by row.
package struct CellGrid: Sendable, Equatable {
  /// Columns.
  package let width: Int
  /// Rows.
  package let height: Int
  /// The cells, row by row: [height × width].
  package private(set) var cells: [Cell]
  /// Characters of more than one code point by the index of their cell.
  package private(set) var clusters: [Int: Character] = [:]

  /// Blanks.
  package init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = [Cell](repeating: Cell(), count: self.width * self.height)
  }

  /// The cell at a place inside the picture.
  package subscript(row: Int, column: Int) -> Cell {
    get { cells[row * width + column] }
    set { cells[row * width + column] = newValue }
  }

  /// Whether a place is inside the picture.
  func contains(row: Int, column: Int) -> Bool {
    row >= 0 && row < height && column >= 0 && column < width
  }

  /// Puts words into a row; what would leave the picture is cut, a wide character as a whole.
  ///
  /// With `keepsBackground` the colours behind the words stay; with `keepsText` letters that have no
  /// sign in ASCII stay too, as people wrote them.
  package mutating func write(
    _ text: String, row: Int, column: Int, like style: Cell, isASCII: Bool,
    keepsText: Bool = false, keepsBackground: Bool = false
  ) {
    guard row >= 0, row < height else { return }
    var column = column
    for character in text {
      if let byte = character.asciiValue {
        if column >= 0, column < width {
          put(
            Unicode.Scalar(byte < 0x20 || byte == 0x7F ? 0x20 : byte), row, column, style,
            keepsBackground)
        }
        column += 1
        continue
      }
      for (part, columns) in JoinedCharacters.ofTerminal.parts(of: character) where columns > 0 {
        if column >= 0, column + columns <= width {
          let stand = isASCII ? asciiStands[part] ?? (keepsText ? nil : "?") : nil
          if let stand {
            for offset in 0..<columns { put(stand, row, column + offset, style, keepsBackground) }
          } else {
            put(part, columns, row, column, style, keepsBackground)
          }
        }
        column += columns
      }
    }
  }

  /// Puts another picture over a box of this one; what would leave it is cut.
  mutating func draw(_ other: CellGrid, row top: Int, column left: Int) {
    for row in 0..<other.height {
      for column in 0..<other.width where contains(row: top + row, column: left + column) {
        clear(top + row, left + column)
        self[top + row, left + column] = other[row, column]
        if let cluster = other.clusters[row * other.width + column] {
          clusters[(top + row) * width + left + column] = cluster
        }
      }
    }
  }

  private mutating func put(
    _ character: Character, _ columns: Int, _ row: Int, _ column: Int, _ style: Cell,
    _ keepsBackground: Bool
  ) {
    let scalars = character.unicodeScalars
    put(scalars[scalars.startIndex], row, column, style, keepsBackground)
    if scalars.count > 1 { clusters[row * width + column] = character }
    if columns == 2 { self[row, column + 1] = .continuation }
  }

  private mutating func put(
    _ scalar: Unicode.Scalar, _ row: Int, _ column: Int, _ style: Cell, _ keepsBackground: Bool
  ) {
    var cell = style
    cell.scalar = scalar
    if keepsBackground { cell.background = self[row, column].background }
    clear(row, column)
    self[row, column] = cell
  }

  /// Takes a cluster or the half of a wide character away, so that none is left torn.
  private mutating func clear(_ row: Int, _ column: Int) {
    let index = row * width + column
    if !clusters.isEmpty { clusters[index] = nil }
    if cells[index].scalar == "\0", column > 0 {
      cells[index - 1].scalar = " "
      clusters[index - 1] = nil
    }
    if column + 1 < width, cells[index + 1].scalar == "\0" { cells[index + 1].scalar = " " }
  }
}

/// What stands for a sign where only ASCII is at hand.
private let asciiStands: [Character: Unicode.Scalar] = [
  "−": "-", "–": "-", "′": "'", "×": "x", "→": ">", "↓": "v", "↑": "^", "…": "~", "·": ".",
  "✓": "+", "✗": "x", "²": "2", "³": "3", "μ": "u", "σ": "s", "Σ": "S", "π": "p", "∞": "8",
]
