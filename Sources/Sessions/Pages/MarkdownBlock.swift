/// A part of prose, as CommonMark has it; texts are still to be read for emphasis and links.
indirect enum MarkdownBlock: Equatable {
  case paragraph(String)
  case heading(level: Int, String)
  /// `info` is what stands behind the fence; empty for code that is set in.
  case code(info: String, String)
  case quote([MarkdownBlock])
  /// `start` is the number of the first item; `nil` for items without numbers.
  case list(start: Int?, isTight: Bool, items: [[MarkdownBlock]])
  case table(MarkdownGrid)
  case rule
}

/// A table of Markdown: a heading, a line of hyphens, rows.
struct MarkdownGrid: Equatable {
  enum Alignment: Equatable { case none, left, right, center }

  let alignments: [Alignment]
  let heading: [String]
  /// As many cells each as the heading has.
  var rows: [[String]] = []

  /// `nil` where the second line is not `|---|:-:|` with as many cells as the first.
  init?(_ heading: String, _ rule: String) {
    guard rule.utf8.contains(UInt8(ascii: "-")),
      rule.utf8.allSatisfy({ " \t|:-".utf8.contains($0) })
    else { return nil }
    let marks = MarkdownGrid.cells(of: rule)
    let titles = MarkdownGrid.cells(of: heading)
    guard marks.count == titles.count, heading.utf8.contains(UInt8(ascii: "|")) || marks.count > 1,
      rule.utf8.contains(UInt8(ascii: "|"))
    else { return nil }
    var alignments: [Alignment] = []
    for mark in marks {
      guard mark.contains("-"), !mark.dropFirst().dropLast().contains(":"), !mark.contains(" ")
      else { return nil }
      switch (mark.hasPrefix(":"), mark.hasSuffix(":")) {
      case (true, true): alignments.append(.center)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(.none)
      }
    }
    (self.alignments, self.heading) = (alignments, titles)
  }

  /// Shorter rows are filled, longer ones cut.
  mutating func append(_ line: String) {
    let cells = Array(MarkdownGrid.cells(of: line).prefix(heading.count))
    rows.append(cells + [String](repeating: "", count: heading.count - cells.count))
  }

  /// What stands between the bars; `\|` is none.
  private static func cells(of line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for scalar in trimmed(line).unicodeScalars {
      if scalar == "|", !isEscaped {
        cells.append(trimmed(cell))
        cell = ""
      } else {
        if scalar == "|" { cell.unicodeScalars.removeLast() }
        cell.unicodeScalars.append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    cells.append(trimmed(cell))
    if cells.first == "", cells.count > 1 { cells.removeFirst() }
    if cells.last == "", cells.count > 1 { cells.removeLast() }
    return cells
  }
}
