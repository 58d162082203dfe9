/// How many terminal columns a text takes, independent of the locale.
package enum TextWidth {
  /// Columns of the whole text; control characters count as none.
  package static func columns(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + columns(of: $1) }
  }

  /// Columns of one character as a person sees it: 0, 1 or 2.
  ///
  /// A cluster is as wide as its widest code point; the emoji variation selector makes it two wide.
  /// Where the terminal does not join its parts, they count one by one.
  package static func columns(of character: Character) -> Int {
    let joined = JoinedCharacters.ofTerminal
    if joined != .all { return joined.parts(of: character).reduce(0) { $0 + $1.columns } }
    var widest = 0
    for scalar in character.unicodeScalars {
      if scalar.value == 0xFE0F, widest > 0 { return 2 }
      widest = max(widest, columns(of: scalar))
    }
    return widest
  }

  /// Columns of one code point on its own.
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    let code = scalar.value
    if code < 0x20 || (code >= 0x7F && code < 0xA0) { return 0 }
    if code < 0x300 { return 1 }
    if WidthTable.contains(code, in: WidthTable.wide) { return 2 }
    return WidthTable.contains(code, in: WidthTable.zero) ? 0 : 1
  }

  /// The text cut to at most `limit` columns; a cut is marked by `…` as its last column.
  package static func truncate(_ text: String, to limit: Int) -> String {
    guard columns(of: text) > limit else { return text }
    guard limit > 0 else { return "" }
    var result = ""
    var used = 0
    for character in text {
      let width = columns(of: character)
      if used + width > limit - 1 { break }
      result.append(character)
      used += width
    }
    return result + "…"
  }

  /// The text filled with blanks on the right up to `width` columns; longer texts stay as they are.
  package static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(of: text)))
  }

  /// The text filled with blanks on the left up to `width` columns; longer texts stay as they are.
  package static func rightAligned(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns(of: text))) + text
  }
}
