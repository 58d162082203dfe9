/// Cuts prose into blocks as CommonMark does: paragraphs, headings, lists, quotes, code, rules, and tables as
/// GitHub has them.
///
/// Raw HTML is text like any other, comments aside, which are left out; definitions of links are not known.
struct MarkdownParser {
  /// Quotes and lists in one another; what is deeper is a paragraph.
  private static let depthLimit = 16

  private let lines: [MarkdownLine]
  private let depth: Int
  private var position = 0
  private var blocks: [MarkdownBlock] = []
  private var paragraph: [String] = []

  static func blocks(of text: String) -> [MarkdownBlock] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      MarkdownLine($0)
    }
    var parser = MarkdownParser(lines, depth: 0)
    return parser.parse()
  }

  private init(_ lines: [MarkdownLine], depth: Int) { (self.lines, self.depth) = (lines, depth) }

  private mutating func parse() -> [MarkdownBlock] {
    while position < lines.count { takeLine(lines[position]) }
    endParagraph()
    return blocks
  }

  private mutating func takeLine(_ line: MarkdownLine) {
    if line.isBlank {
      endParagraph()
      position += 1
    } else if !paragraph.isEmpty, let level = line.underline {
      let text = trimmed(paragraph.joined(separator: "\n"))
      paragraph = []
      blocks.append(.heading(level: level, text))
      position += 1
    } else if paragraph.isEmpty, line.isCode {
      takeIndentedCode()
    } else if let fence = line.fence {
      takeFencedCode(fence)
    } else if let heading = line.heading {
      append(.heading(level: heading.level, heading.text))
      position += 1
    } else if line.isRule {
      append(.rule)
      position += 1
    } else if line.isComment {
      takeComment()
    } else if line.isQuote, depth < Self.depthLimit {
      takeQuote()
    } else if line.item != nil, paragraph.isEmpty || line.endsParagraph, depth < Self.depthLimit {
      takeList()
    } else if paragraph.isEmpty, takeTable() {
      return
    } else {
      paragraph.append(String(line.content))
      position += 1
    }
  }

  private mutating func append(_ block: MarkdownBlock) {
    endParagraph()
    blocks.append(block)
  }

  private mutating func endParagraph() {
    if paragraph.isEmpty { return }
    blocks.append(.paragraph(trimmed(paragraph.joined(separator: "\n"))))
    paragraph = []
  }

  private mutating func takeIndentedCode() {
    var code: [String] = []
    while position < lines.count, lines[position].isCode || lines[position].isBlank {
      code.append(lines[position].dropping(4))
      position += 1
    }
    while code.last.map({ trimmed($0).isEmpty }) == true { code.removeLast() }
    append(.code(info: "", code.joined(separator: "\n")))
  }

  private mutating func takeFencedCode(_ fence: Fence) {
    var code: [String] = []
    position += 1
    while position < lines.count {
      let line = lines[position]
      position += 1
      if line.indentation < 4, fence.isClosed(by: Array(line.text.utf8)[...]) { break }
      code.append(line.dropping(fence.indentation))
    }
    append(.code(info: fence.info, code.joined(separator: "\n")))
  }

  private mutating func takeComment() {
    endParagraph()
    var isFirst = true
    while position < lines.count {
      let text = isFirst ? lines[position].content.dropFirst(4) : lines[position].text[...]
      position += 1
      isFirst = false
      guard let end = text.firstRange(of: "-->") else { continue }
      let rest = trimmed(text[end.upperBound...])
      if !rest.isEmpty { paragraph.append(rest) }
      return
    }
  }

  private mutating func takeQuote() {
    var inside: [MarkdownLine] = []
    while position < lines.count {
      let line = lines[position]
      if line.isQuote {
        inside.append(MarkdownLine(line.quoted))
      } else if let last = inside.last, continues(last, line, in: inside) {
        inside.append(line)
      } else {
        break
      }
      position += 1
    }
    append(.quote(blocks(inside)))
  }

  /// Whether a line without the mark of its block goes on with the paragraph there.
  private func continues(_ last: MarkdownLine, _ line: MarkdownLine, in block: [MarkdownLine])
    -> Bool
  {
    !line.isBlank && !last.isBlank && !line.endsParagraph && line.item == nil && !last.isCode
      && last.heading == nil && !last.isRule && !isInsideFence(block.suffix(200))
  }

  private func isInsideFence(_ lines: ArraySlice<MarkdownLine>) -> Bool {
    var open: Fence?
    for line in lines {
      if let fence = open {
        if fence.isClosed(by: Array(line.text.utf8)[...]) { open = nil }
      } else {
        open = line.fence
      }
    }
    return open != nil
  }

  private func blocks(_ lines: [MarkdownLine]) -> [MarkdownBlock] {
    var parser = MarkdownParser(lines, depth: depth + 1)
    return parser.parse()
  }

  private mutating func takeTable() -> Bool {
    guard position + 1 < lines.count, lines[position + 1].indentation < 4,
      var grid = MarkdownGrid(String(lines[position].content), String(lines[position + 1].content))
    else { return false }
    position += 2
    while position < lines.count, !lines[position].isBlank, !lines[position].endsParagraph {
      grid.append(String(lines[position].content))
      position += 1
    }
    blocks.append(.table(grid))
    return true
  }

  private mutating func takeList() {
    guard let first = lines[position].item else { return }
    endParagraph()
    var items: [[MarkdownBlock]] = []
    var isTight = true
    while position < lines.count, let item = lines[position].item, item.sign == first.sign,
      items.isEmpty || !lines[position].isRule
    {
      let inside = takeItem(width: item.width)
      items.append(blocks(inside))
      if hasGap(inside) { isTight = false }
      let isBehindBlank = inside.last?.isBlank == true
      if isBehindBlank, position < lines.count, lines[position].item?.sign == first.sign {
        isTight = false
      }
    }
    blocks.append(.list(start: first.number, isTight: isTight, items: items))
  }

  /// The lines of an item without what they are set in, blank ones at its end included.
  private mutating func takeItem(width: Int) -> [MarkdownLine] {
    var inside = [
      MarkdownLine(lines[position].text.dropFirst(min(width, lines[position].text.count)))
    ]
    position += 1
    while position < lines.count {
      let line = lines[position]
      if line.isBlank {
        // An item that begins with a blank line ends there.
        if inside.count == 1, inside[0].isBlank { break }
        inside.append(line)
      } else if line.indentation >= width {
        inside.append(MarkdownLine(line.dropping(width)))
      } else if let last = inside.last, continues(last, line, in: inside) {
        inside.append(line)
      } else {
        break
      }
      position += 1
    }
    return inside
  }

  /// Whether two blocks of an item stand apart.
  private func hasGap(_ lines: [MarkdownLine]) -> Bool {
    var rest = lines[...]
    while rest.last?.isBlank == true { rest.removeLast() }
    var fence: Fence?
    for (index, line) in rest.enumerated() {
      if let open = fence {
        if open.isClosed(by: Array(line.text.utf8)[...]) { fence = nil }
      } else if let open = line.fence {
        fence = open
      } else if line.isBlank, index > 0 {
        // A blank line inside of an item's own list is that list's matter.
        let next = rest[(rest.startIndex + index)...].first { !$0.isBlank }
        if (next?.indentation ?? 0) == 0 { return true }
      }
    }
    return false
  }
}
