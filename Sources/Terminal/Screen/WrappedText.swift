import Support

/// Long lines of help and messages broken between words, since a terminal breaks inside them.
enum WrappedText {
  /// Further lines of a line stand below its text, two columns in. A word wider than the window
  /// is left to the terminal; so is a line whose blanks are a layout of their own: carets.
  static func wrap(_ text: String, to columns: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { wrapLine(String($0), to: columns) }
      .joined(separator: "\n")
  }

  private static func wrapLine(_ line: String, to columns: Int) -> String {
    guard columns >= 20, TextWidth.columns(of: line) > columns else { return line }
    let margin = String(line.prefix { $0 == " " })
    // Two columns: a name, then blanks, then what it means.
    let indent = min(hangingIndent(of: line) ?? margin.count + 2, columns * 2 / 3)
    let inner = String(repeating: " ", count: indent)
    var lines: [String] = []
    var current = margin
    var isEmpty = true
    for word in pieces(of: String(line.dropFirst(margin.count))) {
      let width = TextWidth.columns(of: current) + TextWidth.columns(of: trimmed(word))
      if !isEmpty, width > columns {
        lines.append(trimmed(current))
        current = inner
      }
      current += word
      isEmpty = false
    }
    lines.append(trimmed(current))
    return lines.joined(separator: "\n")
  }

  /// Where the second of two columns begins.
  private static func hangingIndent(of line: String) -> Int? {
    let text = Array(line)
    let start = text.prefix { $0 == " " }.count
    guard
      let gap = text.indices.dropFirst(start).first(where: {
        text[$0] == " " && $0 + 1 < text.count && text[$0 + 1] == " "
      }), let next = text[gap...].firstIndex(where: { $0 != " " })
    else { return nil }
    return TextWidth.columns(of: String(text[..<next]))
  }

  /// Words, each with the blanks after it.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var isAfterBlank = true
    for character in text {
      if character == " " {
        pieces[pieces.count - 1].append(character)
        isAfterBlank = true
      } else if isAfterBlank {
        pieces.append(String(character))
        isAfterBlank = false
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces
  }

  private static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }
}
