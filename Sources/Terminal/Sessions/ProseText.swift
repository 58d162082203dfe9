import Support

/// Markdown as lines for a terminal: paragraphs filled, headings bold, tables and code as written.
struct ProseText {
  var columns: Int
  var hasColor: Bool

  /// With a new line at the end; what could steer a terminal is made visible first.
  ///
  /// Empty lines at both ends are dropped; the caller parts what follows one another.
  func rendered(_ markdown: String) -> String {
    var result: [String] = []
    var paragraph: [String] = []
    var table: [String] = []
    var isCode = false
    func flush() {
      if !paragraph.isEmpty { result += filled(paragraph.joined(separator: " ")) }
      if !table.isEmpty { result += MarkdownTable(table.map(withoutMarks)).lines }
      paragraph = []
      table = []
    }
    for line in Sanitizer.visible(markdown).split(separator: "\n", omittingEmptySubsequences: false)
    {
      let text = String(line)
      let isFence = text.drop { $0 == " " }.hasPrefix("```")
      if isFence { isCode.toggle() }
      if isCode || isFence {
        flush()
        if !isFence { result.append("    " + text) }
      } else if text.hasPrefix("#") {
        flush()
        result.append(bold(heading(text)))
      } else if text.isEmpty {
        flush()
        if result.last?.isEmpty == false { result.append("") }
      } else if text.hasPrefix("|") {
        if !paragraph.isEmpty { flush() }
        table.append(text)
      } else if isOwnLine(text) {
        flush()
        result.append(withoutMarks(text))
      } else {
        paragraph.append(text)
      }
    }
    flush()
    while result.last?.isEmpty == true { result.removeLast() }
    return result.map { $0 + "\n" }.joined()
  }

  func dimmed(_ text: String) -> String { hasColor ? TextColor.dim.applied(to: text) : text }

  private func bold(_ text: String) -> String { hasColor ? TextColor.bold.applied(to: text) : text }

  private func heading(_ text: String) -> String {
    withoutMarks(String(text.drop { $0 == "#" }.drop { $0 == " " }))
  }

  /// List items and quotes keep their lines.
  private func isOwnLine(_ text: String) -> Bool {
    guard let first = text.first else { return false }
    return ">-".contains(first) || text.hasPrefix("* ") || text.hasPrefix("<!--")
      || text.hasPrefix("    ")
  }

  /// Emphasis and code marks are for Markdown; without them the words read well.
  ///
  /// A star between blanks is a sign of its own: multiplication, or the start of a list item.
  private func withoutMarks(_ text: String) -> String {
    let characters = Array(text)
    var result = ""
    var isCode = false
    for (index, character) in characters.enumerated() {
      let isAfterBlank = index == 0 || characters[index - 1] == " "
      let isBeforeBlank = index + 1 == characters.count || characters[index + 1] == " "
      if character == "`" {
        isCode.toggle()
      } else if character != "*" || isCode || (isAfterBlank && isBeforeBlank) {
        result.append(character)
      }
    }
    return result
  }

  private func filled(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in withoutMarks(text).split(separator: " ") {
      let width = TextWidth.columns(of: line) + 1 + TextWidth.columns(of: String(word))
      if !line.isEmpty, width > columns {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
