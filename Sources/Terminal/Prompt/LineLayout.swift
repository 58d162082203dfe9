import Support

/// Where each code point of the line stands behind the prompt, in a terminal that wraps.
///
/// What the terminal draws as one sign has one place: its marks and joined parts stand where it does.
struct LineLayout: Equatable {
  struct Position: Equatable {
    var row = 0
    var column = 0
  }

  /// One position for each scalar of the text.
  private(set) var positions: [Position] = []
  /// Behind the last scalar.
  private(set) var end = Position()
  let columns: Int

  init(promptColumns: Int, text: [Unicode.Scalar], columns: Int) {
    self.columns = max(1, columns)
    positions.reserveCapacity(text.count)
    for _ in 0..<promptColumns { advance(1) }
    if text.allSatisfy({ $0.value < 0x300 }) {
      for scalar in text { place(scalar) }
      return
    }
    let joined = JoinedCharacters.ofTerminal
    for character in string(text) {
      guard let first = character.unicodeScalars.first, character.unicodeScalars.count > 1 else {
        for scalar in character.unicodeScalars { place(scalar) }
        continue
      }
      if first.value < 0x20 {
        for scalar in character.unicodeScalars { place(scalar) }
        continue
      }
      for (part, width) in joined.parts(of: character) {
        place(width, scalars: part.unicodeScalars.count)
      }
    }
  }

  func position(of offset: Int) -> Position {
    offset < positions.count ? positions[offset] : end
  }

  /// Columns of a scalar that stands alone.
  static func width(_ scalar: Unicode.Scalar) -> Int { TextWidth.columns(of: scalar) }

  /// C0, DEL and C1: shown as `^A`; a terminal would obey them.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  private mutating func place(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\n":
      positions.append(end)
      breakRow()
    case "\t":
      positions.append(end)
      repeat { advance(1) } while end.column & 7 != 0
    case _ where Self.isControl(scalar):
      positions.append(end)
      advance(1)
      advance(1)
    default: place(Self.width(scalar), scalars: 1)
    }
  }

  private mutating func place(_ width: Int, scalars: Int) {
    // A wide character that does not fit begins the next row.
    if width > 1, end.column + width > columns { breakRow() }
    for _ in 0..<scalars { positions.append(end) }
    advance(width)
  }

  private mutating func advance(_ width: Int) {
    end.column += width
    if end.column >= columns { breakRow() }
  }

  private mutating func breakRow() {
    end.row += 1
    end.column = 0
  }
}
