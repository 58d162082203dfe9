import Support

/// A table of Markdown with its columns aligned.
struct MarkdownTable {
  private var rows: [[String]] = []

  init(_ lines: [String]) {
    for line in lines {
      let cells = MarkdownTable.cells(of: line)
      // The line below the heading, `|---|---|`.
      if cells.allSatisfy({ $0.allSatisfy { "-:".contains($0) } && !$0.isEmpty }) { continue }
      rows.append(cells)
    }
  }

  /// Two blanks between columns, a rule below the heading.
  var lines: [String] {
    let table = TextTable(rows: rows)
    let widths = table.widths
    var result = table.lines(indent: 2)
    if result.count > 1 {
      let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
      result.insert("  " + rule, at: 1)
    }
    return result
  }

  private static func cells(of line: String) -> [String] {
    var inner = line.drop { $0 == " " || $0 == "|" }
    while inner.last == " " || inner.last == "|" { inner.removeLast() }
    let isEmptyFirst = line.drop { $0 == "|" }.drop { $0 == " " }.first == "|"
    let cells = inner.split(separator: "|", omittingEmptySubsequences: false).map { cell in
      String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    return isEmptyFirst ? [""] + cells : cells
  }
}
