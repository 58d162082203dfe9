import Support

/// Words in lines of so many columns; a word that is wider than a line is cut at its end.
enum WordCut {
  /// At least one line, which is empty for a text without words.
  static func lines(of text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      for piece in pieces(of: String(word), columns: columns) {
        let width = TextWidth.columns(of: line) + 1 + TextWidth.columns(of: piece)
        if !line.isEmpty, width > columns {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + piece
      }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  private static func pieces(of word: String, columns: Int) -> [String] {
    guard TextWidth.columns(of: word) > columns else { return [word] }
    var pieces: [String] = []
    var piece = ""
    var width = 0
    for character in word {
      let own = TextWidth.columns(of: String(character))
      if width + own > columns, !piece.isEmpty {
        pieces.append(piece)
        (piece, width) = ("", 0)
      }
      piece.append(character)
      width += own
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}
