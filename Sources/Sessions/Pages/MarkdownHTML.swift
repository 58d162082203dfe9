/// Prose as HTML 5.
///
/// Raw HTML in it is shown as the text that it is; links lead to the web, to files beside the page or into it;
/// pictures are those that `picture` gives.
struct MarkdownHTML {
  /// The address of a picture's bytes, by the address that the prose has; `nil` where it may not be shown.
  let picture: (String) -> String?
  /// Code in a fenced block as HTML, by the first word of its info string; `nil` for text.
  var code: (_ language: String, String) -> String? = { _, _ in nil }
  /// The names of the headings so far.
  var places = PagePlaces()

  /// Fragments of a page, each ended by a line end.
  mutating func html(_ markdown: String) -> String {
    MarkdownParser.blocks(of: markdown).map { html($0) }.joined()
  }

  private mutating func html(_ block: MarkdownBlock) -> String {
    switch block {
    case .paragraph(let text): return text.isEmpty ? "" : "<p>\(inline(text))</p>\n"
    case .heading(let level, let text): return heading(level, text)
    case .code(let info, let text): return fenced(info, text)
    case .quote(let blocks):
      return "<blockquote>\n\(blocks.map { html($0) }.joined())</blockquote>\n"
    case .list(let start, let isTight, let items): return list(start, isTight, items)
    case .table(let grid): return table(grid)
    case .rule: return "<hr>\n"
    }
  }

  private func inline(_ text: String) -> String { MarkdownInline.html(text, picture: picture) }

  private mutating func heading(_ level: Int, _ text: String) -> String {
    let name = HTMLText.escaped(places.name(for: text))
    return "<h\(level) id=\"\(name)\">\(inline(text)) "
      + "<a class=\"place\" href=\"#\(name)\" aria-label=\"Link to this place\">#</a></h\(level)>\n"
  }

  private func fenced(_ info: String, _ text: String) -> String {
    let language = String(info.prefix { $0 != " " && $0 != "{" })
    let body = code(language, text) ?? HTMLText.escaped(text)
    let word = language.isEmpty ? "" : " class=\"language-\(HTMLText.escaped(language))\""
    return "<pre><code\(word)>\(body)\(text.isEmpty ? "" : "\n")</code></pre>\n"
  }

  private mutating func list(_ start: Int?, _ isTight: Bool, _ items: [[MarkdownBlock]]) -> String {
    let name = start == nil ? "ul" : "ol"
    let first = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    var result = "<\(name)\(first)>\n"
    for blocks in items {
      result += "<li>"
      for (index, block) in blocks.enumerated() {
        if isTight, case .paragraph(let text) = block {
          result += inline(text) + (index < blocks.count - 1 ? "\n" : "")
        } else {
          result += (index == 0 ? "\n" : "") + html(block)
        }
      }
      result += "</li>\n"
    }
    return result + "</\(name)>\n"
  }

  private func table(_ grid: MarkdownGrid) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      let cells = zip(cells, grid.alignments).map { text, alignment in
        "<\(tag)\(style(alignment))>\(inline(text))</\(tag)>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    let body = grid.rows.map { row($0, "td") }.joined()
    return "<div class=\"wide\"><table>\n<thead>\n\(row(grid.heading, "th"))</thead>\n"
      + (body.isEmpty ? "" : "<tbody>\n\(body)</tbody>\n") + "</table></div>\n"
  }

  private func style(_ alignment: MarkdownGrid.Alignment) -> String {
    switch alignment {
    case .none: ""
    case .left: " style=\"text-align: left\""
    case .right: " style=\"text-align: right\""
    case .center: " style=\"text-align: center\""
    }
  }
}
