/// What reads a file whose rows differ in their number of fields.
package enum RaggedRemedy: Equatable, Sendable {
  /// The others may be left out, or filled.
  case mend
  /// Only filling keeps most rows.
  case fill
  /// The lines before the table are left out.
  case skip(lines: Int)
  /// Nothing that can be said to the reader.
  case nothing

  /// From the first rows, of which the first one says how many fields there are; so many lines came before it.
  init(_ window: borrowing TextWindow, _ rules: RowRules, _ sample: Sample, linesBefore: Int) {
    let width = sample.width(0)
    let rows = 1..<max(1, sample.rowCount)
    // Empty fields behind the last column are none.
    let widths = rows.map { row in
      sample.width(row) > width ? max(width, sample.filledFields(row)) : sample.width(row)
    }
    let alike = widths.count { $0 == width }
    let isRare = alike * 10 >= widths.count * 9
    if !isRare, let place = LeadingLines.tableStart(window, rules) {
      self = .skip(lines: linesBefore + place.lines)
      return
    }
    let fillable = widths.count { $0 <= width }
    if alike * 2 >= widths.count {
      self = .mend
    } else {
      self = fillable * 2 >= widths.count ? .fill : .nothing
    }
  }
}
