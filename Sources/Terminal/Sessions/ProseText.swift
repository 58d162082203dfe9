import Support

/// Markdown as lines for a terminal: paragraphs, lists and tables as wide as there is room, headings bold,
/// code as written.
struct ProseText {
  var columns: Int
  var hasColor: Bool

  /// With a new line at the end; what could steer a terminal is made visible first.
  ///
  /// Empty lines at both ends are dropped; the caller parts what follows one another.
  func rendered(_ markdown: String) -> String {
    var blocks = Blocks(self)
    for line in Sanitizer.visible(markdown).split(separator: "\n", omittingEmptySubsequences: false)
    {
      blocks.take(String(line))
    }
    return blocks.finished.map { $0 + "\n" }.joined()
  }

  func dimmed(_ text: String) -> String { hasColor ? TextColor.dim.applied(to: text) : text }

  fileprivate func bold(_ text: String) -> String {
    hasColor ? TextColor.bold.applied(to: text) : text
  }

  fileprivate func heading(_ text: String) -> String {
    withoutMarks(String(text.drop { $0 == "#" }.drop { $0 == " " }))
  }

  /// Emphasis and code marks are for Markdown; without them the words read well.
  ///
  /// A star between blanks is a sign of its own: multiplication, or the start of a list item.
  func withoutMarks(_ text: String) -> String {
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

  /// Words in lines that fit, further ones set in; a word that fits in none is cut.
  fileprivate func filled(_ text: String, margin: String = "") -> [String] {
    let room = max(1, columns - TextWidth.columns(of: margin))
    return WordCut.lines(of: withoutMarks(text), columns: room).enumerated().map {
      ($0 == 0 ? "" : margin) + $1
    }
  }
}

/// Lines of Markdown, gathered into paragraphs, items of lists, tables and code.
private struct Blocks {
  private let prose: ProseText
  private var result: [String] = []
  private var paragraph: [String] = []
  /// How far further lines of the paragraph are set in, where it is an item of a list.
  private var margin = ""
  private var table: [String] = []
  private var isCode = false

  init(_ prose: ProseText) { self.prose = prose }

  mutating func take(_ text: String) {
    let isFence = text.drop { $0 == " " }.hasPrefix("```")
    if isFence { isCode.toggle() }
    if isCode || isFence {
      flush()
      if !isFence { result.append("    " + text) }
    } else if text.hasPrefix("#") {
      flush()
      result += prose.filled(prose.heading(text)).map(prose.bold)
    } else if text.allSatisfy({ $0 == " " }) {
      flush()
      if result.last?.isEmpty == false { result.append("") }
    } else if text.hasPrefix("|") {
      if !paragraph.isEmpty { flush() }
      table.append(text)
    } else if let item = Blocks.item(text), !isSum(text) {
      flush()
      (paragraph, margin) = ([text], String(repeating: " ", count: item))
    } else if text.hasPrefix("    "), paragraph.isEmpty || margin.isEmpty {
      flush()
      result.append(prose.withoutMarks(text))
    } else {
      paragraph.append(paragraph.isEmpty ? text : String(text.drop { $0 == " " }))
    }
  }

  /// Whether a line goes on with a sum of the paragraph above it: `- 3 is 4` is a minus there, `10. Then` the end of a
  /// sentence. A list that begins in a paragraph begins with a word, or with 1.
  private func isSum(_ text: String) -> Bool {
    guard !paragraph.isEmpty, margin.isEmpty, let first = text.first(where: { $0 != " " }) else {
      return false
    }
    if first.isNumber { return !text.drop { $0 == " " }.hasPrefix("1. ") }
    return "-+*".contains(first) && text.drop { "-+* ".contains($0) }.first?.isNumber == true
  }

  var finished: [String] {
    var copy = self
    copy.flush()
    while copy.result.last?.isEmpty == true { copy.result.removeLast() }
    return copy.result
  }

  private mutating func flush() {
    if !paragraph.isEmpty {
      let text = WordCut.joined(paragraph)
      let lead = margin.isEmpty ? "" : String(text.prefix { $0 == " " })
      result += prose.filled(String(text.dropFirst(lead.count)), margin: margin).enumerated().map {
        ($0 == 0 ? lead : "") + $1
      }
    }
    if !table.isEmpty {
      result += MarkdownTable(table.map(prose.withoutMarks)).lines(to: prose.columns)
    }
    (paragraph, table, margin) = ([], [], "")
  }

  /// How far the text of an item or a quote stands from the left; `nil` for any other line.
  private static func item(_ text: String) -> Int? {
    let lead = text.prefix { $0 == " " }.count
    guard lead < 4 else { return nil }
    let rest = text.dropFirst(lead)
    for mark in ["- ", "* ", "+ ", "> "] where rest.hasPrefix(mark) { return lead + 2 }
    if rest == ">" || rest.hasPrefix("<!--") { return lead }
    let number = rest.prefix(while: \.isNumber)
    guard !number.isEmpty, number.count < 4, rest.dropFirst(number.count).hasPrefix(". ") else {
      return nil
    }
    return lead + number.count + 2
  }
}
