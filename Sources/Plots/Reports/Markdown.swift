import Support

/// The parts of Markdown that reports are made of.
package enum Markdown {
  /// One line of text in which nothing is markup.
  ///
  /// An underscore inside a word, as in `dense_1`, is none. Links and images need `](`, `][` or a
  /// definition; a `]` that could begin one is escaped, so that shapes stay `[8, 16]`. A bar with an
  /// accent on it is still a bar to who reads Markdown: code points are looked at, not characters.
  package static func text(_ text: String) -> String {
    let scalars = Array(Sanitizer.visibleLine(text).unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let before = index > 0 ? scalars[index - 1] : " "
      let after = index + 1 < scalars.count ? scalars[index + 1] : " "
      let isMarkup =
        switch scalar {
        case "\\", "`", "*", "<", "|", "~", "$": true
        case "&": after == "#" || after.properties.isAlphabetic
        case "_": !(isWord(before) && isWord(after))
        case "]": "([:".unicodeScalars.contains(after)
        case ".", ")": after == " " && isNumber(scalars[..<index])
        default: index == 0 && "#>-+=:".unicodeScalars.contains(scalar)
        }
      if isMarkup { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  /// Lines of text as one paragraph; lines that are laid out already keep their form.
  static func paragraph(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count == 1 ? self.text(text) : code(text)
  }

  /// Lines as they are, in a fence that they do not close.
  package static func code(_ text: String) -> String {
    let visible = Sanitizer.visible(text)
    let longest = visible.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\n\(visible)\n\(fence)"
  }

  /// A table of cells that are Markdown already; each row has as many as there are heads.
  static func table(
    _ heads: [String], alignments: [TextTable.Alignment], rows: [[String]]
  ) -> String {
    let rules = alignments.map { $0 == .left ? "---" : "--:" }
    return ([heads, rules] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  /// Whether a line that goes on with a point would be an item of a list.
  private static func isNumber(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    !scalars.isEmpty && scalars.allSatisfy { ("0"..."9").contains($0) }
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }
}
