import Support

/// Words in lines of so many columns; a word that is wider than a line is cut at its end.
///
/// Texts without blanks, such as Chinese ones, break between any two wide characters, but no line begins with what
/// closes, nor ends with what opens.
enum WordCut {
  /// At least one line, which is empty for a text without words.
  static func lines(of text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      for (index, piece) in pieces(of: String(word), columns: columns).enumerated() {
        let gap = line.isEmpty || index > 0 ? "" : " "
        let width = TextWidth.columns(of: line) + gap.count + TextWidth.columns(of: piece)
        if !line.isEmpty, width > columns {
          lines.append(line)
          line = piece
        } else {
          line += gap + piece
        }
      }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  /// Lines of a paragraph as one: with a blank between, except where both sides are written without blanks.
  static func joined(_ lines: [String]) -> String {
    lines.reduce("") { text, line in
      guard let last = text.last, let first = line.first else { return text + line }
      return text + (isWide(last) && isWide(first) ? "" : " ") + line
    }
  }

  /// What of a word stays together: all of it, but for wide characters.
  static func together(_ word: String) -> [String] {
    guard !word.utf8.allSatisfy({ $0 < 0x80 }) else { return [word] }
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if let last = piece.last, mayBreak(between: last, and: character) {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }

  /// What may stand on lines of its own, each no wider than a line.
  private static func pieces(of word: String, columns: Int) -> [String] {
    together(word).flatMap { cut($0, columns: columns) }
  }

  private static func mayBreak(between last: Character, and next: Character) -> Bool {
    (isWide(last) || isWide(next)) && next != " " && !closing.contains(next)
      && !opening.contains(last)
  }

  private static func isWide(_ character: Character) -> Bool {
    TextWidth.columns(of: character) == 2
  }

  private static let closing: Set<Character> = Set(
    "，。、；：？！）》」』】〕”’…—～·%％°,.;:?!)]}>/")
  private static let opening: Set<Character> = Set("（《「『【〔“‘([{<")

  private static func cut(_ word: String, columns: Int) -> [String] {
    guard TextWidth.columns(of: word) > columns else { return [word] }
    var pieces: [String] = []
    var piece = ""
    var width = 0
    for character in word {
      let own = TextWidth.columns(of: character)
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
