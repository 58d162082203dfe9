import Support

/// A diagnostic as the user sees it; the form is fixed, sessions store it.
///
///     error E0103: unknown activation `tahn`
///       1 | m = model 2 { dense 3, activation=tahn }
///         |                                   ^^^^
///     hint: did you mean `tanh`?
package enum DiagnosticText {
  /// Lines of source longer than this are shown in part, where nothing else is asked for.
  package static let widestLine = 160
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Without a final new line. `firstLine` is the number of the source's first line; `widestLine`
  /// the columns for the source, so that a narrow terminal does not tear carets from their word.
  package static func render(
    _ diagnostic: Diagnostic, source: String, firstLine: Int = 1, widestLine: Int = widestLine
  ) -> String {
    let kind = diagnostic.severity.rawValue
    let head = diagnostic.code.isEmpty ? kind : "\(kind) \(diagnostic.code)"
    var text = ["\(head): \(oneLine(diagnostic.message))"]
    // A note speaks of what was done, not of a mistake to look at.
    if let span = diagnostic.span, diagnostic.severity != .note, !source.isEmpty {
      text += excerpt(of: span, Array(source.utf8), firstLine: firstLine, max(8, widestLine))
    }
    if let hint = diagnostic.hint { text.append("hint: \(oneLine(hint))") }
    return text.joined(separator: "\n")
  }

  private static func excerpt(
    of span: SourceSpan, _ bytes: [UInt8], firstLine: Int, _ widestLine: Int
  ) -> [String] {
    let start = min(max(0, span.start), bytes.count)
    let lineStart = (bytes[..<start].lastIndex(of: newline) ?? -1) + 1
    var lineEnd = bytes[start...].firstIndex(of: newline) ?? bytes.count
    if lineEnd > start, bytes[lineEnd - 1] == carriageReturn { lineEnd -= 1 }
    let end = min(max(start, span.end), lineEnd)
    var before = shown(bytes[lineStart..<start])
    let marked = shown(bytes[start..<end])
    var after = shown(bytes[end..<lineEnd])

    // Around the place, where the line is too long to show.
    let markedWidth = TextWidth.columns(of: marked)
    if TextWidth.columns(of: before) > widestLine / 2 {
      before = "…" + suffix(of: before, columns: widestLine / 2)
    }
    let left = widestLine - TextWidth.columns(of: before) - markedWidth
    if TextWidth.columns(of: after) > max(left, 0) {
      after = TextWidth.truncate(after, to: max(left, 1))
    }
    let cut = TextWidth.truncate(
      marked, to: max(8, widestLine - TextWidth.columns(of: before)))

    let label = String(bytes[..<lineStart].count { $0 == newline } + firstLine)
    let margin = String(repeating: " ", count: label.count)
    let blanks = String(repeating: " ", count: TextWidth.columns(of: before))
    let carets = String(repeating: "^", count: max(1, TextWidth.columns(of: cut)))
    return [
      trimmed("  \(label) | \(before)\(cut)\(after)"), "  \(margin) | \(blanks)\(carets)",
    ]
  }

  /// Tabs become blanks, so that the caret stands under its word in every terminal.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let text = Sanitizer.visible(String(decoding: bytes, as: UTF8.self))
    return String(text.flatMap { $0 == "\t" ? Array("  ") : [$0] })
  }

  private static func oneLine(_ text: String) -> String {
    String(Sanitizer.visible(text).map { $0.isNewline ? " " : $0 })
  }

  private static func suffix(of text: String, columns: Int) -> String {
    var width = 0
    let kept = text.reversed().prefix { character in
      width += TextWidth.columns(of: character)
      return width <= columns
    }
    return String(kept.reversed())
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
