/// Cells of text in columns as wide as their widest cell: where tables, lists of words and matrices
/// become lines.
package struct TextTable {
  /// The side of its column on which a cell stands.
  package enum Alignment: Sendable { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]]
  /// How wide the first column is at least: something stands below it.
  package var firstWidth = 0

  /// Every row has as many cells as the header; a header of empty cells is left out.
  package init(header: [String], alignments: [Alignment]) {
    precondition(header.count == alignments.count, "one alignment a column")
    self.alignments = alignments
    rows = header.allSatisfy(\.isEmpty) ? [] : [header]
  }

  /// Rows without a header, whose columns all stand on one side; shorter rows end with empty cells.
  package init(rows: [[String]], alignment: Alignment = .left) {
    let count = rows.lazy.map(\.count).max() ?? 0
    alignments = Array(repeating: alignment, count: count)
    self.rows = rows.map { $0 + Array(repeating: "", count: count - $0.count) }
  }

  /// One row more, of as many cells as the header has.
  package mutating func append(_ row: [String]) {
    precondition(row.count == alignments.count, "as many cells as the header has")
    rows.append(row)
  }

  /// How many columns of the terminal each column takes.
  package var widths: [Int] {
    alignments.indices.map { column in
      rows.reduce(column == 0 ? firstWidth : 0) { max($0, TextWidth.columns(of: $1[column])) }
    }
  }

  /// The lines with two blanks between columns and no blanks at their ends.
  ///
  /// Where they are wider than `limit`, three columns or more are cut between columns: those that have
  /// no room stand below, behind the first column once more. Where not even one has room beside the
  /// first, long texts are broken inside of their columns. Two columns stay as wide as they are.
  package func lines(indent: Int = 0, limit: Int? = nil) -> [String] {
    let widths = widths
    let parts = limit.flatMap { cut(widths, indent, $0) } ?? [Array(widths.indices)]
    if let limit, parts.count == 1, widths.count > 2,
      let narrow = narrowed(widths, indent, limit)
    {
      return rows.flatMap { broken($0, narrow, indent) }
    }
    var lines: [String] = []
    for (index, columns) in parts.enumerated() {
      if index > 0 { lines.append("") }
      lines += rows.map { line(of: $0, columns, widths, indent) }
    }
    return lines
  }

  /// Which columns stand beside one another; `nil` where cutting does not help.
  private func cut(_ widths: [Int], _ indent: Int, _ limit: Int) -> [[Int]]? {
    guard widths.count > 2 else { return nil }
    var parts: [[Int]] = []
    var next = 1
    while next < widths.count {
      var (columns, used) = ([0], indent + widths[0])
      while next < widths.count, used + 2 + widths[next] <= limit {
        used += 2 + widths[next]
        columns.append(next)
        next += 1
      }
      guard columns.count > 1 else { return nil }
      parts.append(columns)
    }
    return parts
  }

  /// No column of text is broken to less than this.
  private static let leastText = 12

  /// Widths at which all columns stand beside one another: those of text share what the others leave, each with as much
  /// as it needs or as there is for it. `nil` where they do anyway, and where texts would have too little.
  private func narrowed(_ widths: [Int], _ indent: Int, _ limit: Int) -> [Int]? {
    let room = limit - indent - 2 * (widths.count - 1)
    guard widths.reduce(0, +) > room else { return nil }
    let texts = widths.indices.dropFirst().filter { alignments[$0] == .left }
      .sorted { widths[$0] < widths[$1] }
    var free = room - widths.indices.filter { !texts.contains($0) }.reduce(0) { $0 + widths[$1] }
    var result = widths
    for (place, column) in texts.enumerated() {
      result[column] = min(widths[column], free / (texts.count - place))
      free -= result[column]
    }
    return texts.isEmpty || texts.contains { result[$0] < min(widths[$0], Self.leastText) }
      ? nil : result
  }

  /// One row whose cells go on below their beginnings.
  private func broken(_ row: [String], _ widths: [Int], _ indent: Int) -> [String] {
    let cells = row.indices.map { column -> [String] in
      TextWidth.columns(of: row[column]) <= widths[column]
        ? [row[column]]
        : WordWrap.lines(of: row[column], columns: widths[column]).flatMap {
          WordWrap.pieces(of: $0, columns: widths[column])
        }
    }
    return (0..<(cells.map(\.count).max() ?? 1)).map { part in
      line(
        of: cells.map { part < $0.count ? $0[part] : "" }, Array(widths.indices), widths, indent)
    }
  }

  private func line(of row: [String], _ columns: [Int], _ widths: [Int], _ indent: Int) -> String {
    var line = String(repeating: " ", count: indent)
    for (place, column) in columns.enumerated() {
      if place > 0 { line += "  " }
      switch alignments[column] {
      case .left: line += TextWidth.padded(row[column], to: widths[column])
      case .right: line += TextWidth.rightAligned(row[column], to: widths[column])
      }
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
