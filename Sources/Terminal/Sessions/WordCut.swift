import Support

/// Words in lines of so many columns; a word that is wider than a line is cut at its end. Where a script writes without
/// blanks, as Chinese does, a line may end behind any of its signs.
enum WordCut {
  /// At least one line, which is empty for a text without words.
  static func lines(of text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var (line, width) = ("", 0)
    for word in text.split(separator: " ") {
      for (index, piece) in pieces(of: String(word), columns: columns).enumerated() {
        let own = TextWidth.columns(of: piece)
        let blank = index == 0 && !line.isEmpty ? 1 : 0
        if !line.isEmpty, width + blank + own > columns {
          lines.append(line)
          (line, width) = (piece, own)
        } else {
          line += (blank == 1 ? " " : "") + piece
          width += blank + own
        }
      }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  /// What of a word stays together: all of it, but for signs that are two columns wide. What closes stays with what
  /// stands before it, and what opens with what follows.
  static func together(_ word: String) -> [String] {
    guard word.utf8.count > word.count else { return [word] }
    var parts: [String] = []
    var isOpen = false
    var wasWide = false
    for character in word {
      let isWide = TextWidth.columns(of: character) == 2
      let closes = closing.contains(character) || character == " "
      if parts.isEmpty || !isOpen && !closes && (isWide || wasWide) {
        parts.append(String(character))
      } else {
        parts[parts.count - 1].append(character)
      }
      isOpen = opening.contains(character)
      wasWide = isWide || closes && wasWide
    }
    return parts
  }

  private static let closing = Set("，。！？；：、）》〉」』】”’…,.!?;:)]}")
  private static let opening = Set("（《〈「『【“‘([{")

  private static func pieces(of word: String, columns: Int) -> [String] {
    together(word).flatMap { cut($0, columns: columns) }
  }

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
