extension Table {
  /// The lines of a text: columns as wide as their widest cell, titles above them, remarks below.
  ///
  /// Without a limit they are as wide as they are, as in a file. Where they do not fit into `limit`
  /// columns of the terminal, the columns that have no room stand below, behind the first once more.
  package func lines(indent: Int = 0, limit: Int? = nil) -> [String] {
    var layout = TextTable(
      header: hasTitles ? columns.map { Sanitizer.visibleLine($0.title) } : columns.map { _ in "" },
      alignments: columns.map(\.alignment))
    for index in 0..<rowCount { layout.append(row(index).map(\.text)) }
    let titles = remarks.map { Sanitizer.visibleLine($0.title) }
    layout.firstWidth = titles.map(TextWidth.columns(of:)).max() ?? 0
    let margin = indent + (layout.widths.first ?? 0) + 2
    return layout.lines(indent: indent, limit: limit)
      + zip(titles, remarks).flatMap { title, remark in
        let head = TextWidth.padded(String(repeating: " ", count: indent) + title, to: margin)
        return remark.lines(columns: min(Self.remarkWidth, limit ?? .max) - margin).enumerated().map
        {
          ($0 == 0 ? head : String(repeating: " ", count: margin)) + $1
        }
      }
  }

  /// Items of a remark go on in the next line here, however wide the window is.
  private static let remarkWidth = 80
}

extension Table.Remark {
  /// The items two blanks apart, on as many lines as the columns ask for.
  fileprivate func lines(columns: Int) -> [String] {
    var lines: [String] = []
    for item in items.lazy.map(\.text) {
      if let last = lines.last, TextWidth.columns(of: last + "  " + item) <= columns {
        lines[lines.count - 1] = last + "  " + item
      } else {
        lines.append(item)
      }
    }
    return lines
  }
}

extension Fact {
  /// `name: value` on one line, without its note.
  package var text: String {
    name.isEmpty ? value.text : "\(Sanitizer.visibleLine(name)): \(value.text)"
  }
}
