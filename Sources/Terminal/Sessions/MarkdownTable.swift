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
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? TextWidth.columns(of: $0[column]) : 0 }.max() ?? 0
    }
    var result = rows.map { row in
      let padded = zip(row, widths).enumerated().map { index, pair in
        let (text, width) = pair
        if index == row.count - 1 { return text }
        return text + String(repeating: " ", count: width - TextWidth.columns(of: text))
      }
      return "  " + padded.joined(separator: "  ")
    }
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
