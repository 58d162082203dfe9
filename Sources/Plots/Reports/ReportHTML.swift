import Support

extension Report {
  /// The report as a fragment of HTML 5: a `section` of the class `report` and its kind, without styles
  /// but for the side of numbers.
  ///
  /// Foreign text stands there as text. Figures are pictures with their description for readers who do
  /// not see them.
  package var html: String {
    let head = title.isEmpty ? [] : ["<h3>\(HTML.text(title))</h3>"]
    let lines = ["<section class=\"report \(HTML.text(kind))\">"] + head + blocks.map(\.html)
    return (lines + ["</section>"]).joined(separator: "\n") + "\n"
  }
}

extension Report.Block {
  fileprivate var html: String {
    switch self {
    case .facts(let facts): facts.html
    case .table(let table): table.html
    case .figure(let plot): HTML.picture(plot)
    case .note(let text): HTML.paragraph(text)
    }
  }
}

extension Facts {
  fileprivate var html: String {
    if let sentence { return HTML.paragraph(sentence) }
    let hasNotes = facts.contains { !$0.note.isEmpty }
    return HTML.table(
      facts.map { fact in
        "<th scope=\"row\">\(HTML.text(fact.name))</th>" + fact.value.html(alignment)
          + (hasNotes ? "<td>\(HTML.text(fact.note))</td>" : "")
      })
  }
}

extension Table {
  fileprivate var html: String {
    let heads = columns.map { column in
      "<th scope=\"col\"\(HTML.style(column.alignment))>\(HTML.text(column.title))</th>"
    }
    let rows = (0..<rowCount).map { index in
      zip(columns, row(index)).map { $1.html($0.alignment) }.joined()
    }
    let below = remarks.map { remark in
      "<p>\(HTML.text(remark.title)): "
        + remark.items.map { HTML.text($0.text) }.joined(separator: ", ") + "</p>"
    }
    return ([HTML.table(heads: hasTitles ? heads.joined() : nil, rows)] + below)
      .joined(separator: "\n")
  }
}

extension Table.Cell {
  fileprivate func html(_ alignment: TextTable.Alignment) -> String {
    guard case .nested(let text, let depth) = self else {
      return "<td\(HTML.style(alignment))>\(HTML.text(self.text))</td>"
    }
    return "<td style=\"padding-left: \(max(0, depth) * 2)ch\">\(HTML.text(text))</td>"
  }
}

/// The parts of HTML that reports are made of.
private enum HTML {
  /// Text in which nothing is markup, also between quotation marks.
  static func text(_ text: String) -> String { escaped(Sanitizer.visibleLine(text)) }

  static func paragraph(_ text: String) -> String {
    let lines = Sanitizer.visible(text).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count == 1
      ? "<p>\(self.text(text))</p>"
      : "<pre>\(lines.map { escaped(String($0)) }.joined(separator: "\n"))</pre>"
  }

  static func table(heads: String? = nil, _ rows: [String]) -> String {
    let head = heads.map { ["<thead><tr>\($0)</tr></thead>"] } ?? []
    let body = ["<tbody>"] + rows.map { "<tr>\($0)</tr>" } + ["</tbody>"]
    return (["<table>"] + head + body + ["</table>"]).joined(separator: "\n")
  }

  /// In an address of its own: names inside a picture would be those of the whole page.
  static func picture(_ plot: Plot) -> String {
    let bytes = SVG.render(plot).utf8.map { byte in
      unreserved.contains(byte) ? String(Unicode.Scalar(byte)) : "%" + hexadecimal(byte)
    }
    return "<img alt=\"\(text(plot.description))\" "
      + "src=\"data:image/svg+xml;charset=utf-8,\(bytes.joined())\">"
  }

  private static let unreserved = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/:=(),;".utf8)

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  static func style(_ alignment: TextTable.Alignment) -> String {
    alignment == .left ? "" : " style=\"text-align: right\""
  }
}
