/// Texts in lines of a limited width; every text that is broken between words is broken here.
package enum WordWrap {
  /// The words of a text, each line as full as it goes; what is blank between words becomes one blank,
  /// and a word wider than `columns` has a line to itself.
  ///
  /// A line's end in the text stays one, an empty line too.
  package static func lines(of text: String, columns: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      let lines = lines(of: paragraph.split(separator: " ").map { $0 + " " }, columns: columns)
      return lines.isEmpty ? [""] : lines
    }
  }

  /// The same of pieces that each end in the blanks which part them from the next.
  ///
  /// The first line begins with `margin`; further ones with as many blanks as `indent` says for the
  /// columns of their first piece.
  package static func lines(
    of pieces: [String], columns: Int, margin: String = "", indent: (Int) -> Int = { _ in 0 }
  ) -> [String] {
    guard !pieces.isEmpty else { return [] }
    var lines: [String] = []
    var current = margin
    for (index, piece) in pieces.enumerated() {
      let own = TextWidth.columns(of: trimmed(piece))
      if index > 0, TextWidth.columns(of: current) + own > columns {
        lines.append(trimmed(current))
        current = String(repeating: " ", count: indent(own))
      }
      current += piece
    }
    return lines + [trimmed(current)]
  }

  /// One row as it is, blanks and all, cut where the window ends: between words where that wastes
  /// less than half of a row.
  package static func pieces(of row: String, columns room: Int) -> [String] {
    guard TextWidth.columns(of: row) > room else { return [row] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in row {
      let columns = TextWidth.columns(of: character)
      if used + columns > room {
        if let blank = piece.lastIndex(of: " "),
          piece.distance(from: blank, to: piece.endIndex) < room / 2, character != " "
        {
          let rest = String(piece[piece.index(after: blank)...])
          pieces.append(String(piece[..<blank]))
          (piece, used) = (rest, TextWidth.columns(of: rest))
        } else {
          pieces.append(piece)
          (piece, used) = ("", 0)
        }
        if piece.isEmpty, character == " " { continue }
      }
      piece.append(character)
      used += columns
    }
    return pieces + [piece]
  }

  /// A text without the blanks at its end.
  package static func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
