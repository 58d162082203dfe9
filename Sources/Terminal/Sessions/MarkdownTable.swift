import Support

/// A table of Markdown with its columns aligned, and its cells broken between words where it is too wide.
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
  func lines(to columns: Int) -> [String] {
    let widths = widths(within: columns)
    let table = TextTable(rows: rows.flatMap { MarkdownTable.broken($0, widths) })
    let heading = MarkdownTable.broken(rows.first ?? [], widths).count
    var result = table.lines(indent: 2)
    if result.count > heading {
      let rule = table.widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
      result.insert("  " + rule, at: heading)
    }
    return result
  }

  /// As wide as their cells; where there is less room the widest give way first.
  private func widths(within columns: Int) -> [Int] {
    var widths = TextTable(rows: rows).widths
    let room = max(columns - 2 * widths.count, 4 * widths.count)
    while widths.reduce(0, +) > room, let widest = widths.max(), widest > 4 {
      let next = widths.filter { $0 < widest }.max() ?? 4
      let places = widths.indices.filter { widths[$0] == widest }
      let excess = widths.reduce(0, +) - room
      let cut = min(widest - max(next, 4), (excess + places.count - 1) / places.count)
      for place in places { widths[place] = widest - max(1, cut) }
    }
    return widths
  }

  /// A row as so many rows as its tallest cell has lines.
  private static func broken(_ row: [String], _ widths: [Int]) -> [[String]] {
    let cells = row.enumerated().map { index, cell in
      WordCut.lines(of: cell, columns: max(1, index < widths.count ? widths[index] : 1))
    }
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { line in cells.map { line < $0.count ? $0[line] : "" } }
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
