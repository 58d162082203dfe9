/// Finds out whether the first row holds the names of the columns.
enum HeaderDetection {
  /// A longer text is no name.
  private static let longestName = 64

  /// A first row of words over a column that is numbers or dates below it; or, where all columns are
  /// words, a first row whose texts are short and do not come again in their columns. One column of
  /// words has no header: nothing tells its first word from the others.
  static func hasHeader(_ sample: Sample, _ reader: FieldReader) -> Bool {
    evidence(sample, reader) != .none
  }

  /// Whether the first row names columns of numbers or dates, which is beyond doubt.
  static func hasNamesOfNumbers(_ sample: Sample, _ reader: FieldReader) -> Bool {
    evidence(sample, reader) == .numbers
  }

  /// What speaks for a header.
  private enum Evidence {
    case none
    /// Short words that do not come again.
    case words
    /// Numbers or dates below a word.
    case numbers
  }

  private static func evidence(_ sample: Sample, _ reader: FieldReader) -> Evidence {
    guard sample.rowCount > 0 else { return .none }
    let width = sample.width(0)
    var first = [FieldClass](repeating: .word, count: width)
    var firstTexts = [[UInt8]](repeating: [], count: width)
    var below = [ColumnTally](repeating: ColumnTally(), count: width)
    // A row that is the first one as a whole may be the header of another file, glued to this one.
    var alike = [Int](repeating: 0, count: sample.rowCount)
    sample.forEachField(0..<sample.rowCount) { row, column, start, end in
      guard column < width else { return }
      var (value, mark, date) = (0.0, 0, DateField?.none)
      let kind = reader.classify(start, end, value: &value, mark: &mark, date: &date)
      let text = UnsafeBufferPointer(start: start, count: end - start)
      if row == 0 {
        (first[column], firstTexts[column]) = (kind, Array(text))
      } else {
        below[column].count(kind)
        if text.elementsEqual(firstTexts[column]) { alike[row] += 1 }
      }
    }
    func isMostly(_ count: Int, of tally: ColumnTally) -> Bool {
      count > 0 && count * 5 > tally.present * 4
    }
    for (column, kind) in first.enumerated() {
      switch kind {
      case .digits, .longDigits, .whole, .fraction, .infinite: return .none
      case .date: if isMostly(below[column][.date], of: below[column]) { return .none }
      // Sodium is no gap; but what is one is no name either.
      case .missing, .word: break
      }
    }
    // Numbers below an empty field say little, except those of a column that only counts the rows.
    let isNamed = zip(first, firstTexts).enumerated().map { column, cell in
      cell.0 != .missing || column == 0 && cell.1.isEmpty
    }
    let isHeader = zip(isNamed, below).contains { isNamed, tally in
      isNamed
        && (isMostly(tally.numbers + tally[.infinite], of: tally)
          || isMostly(tally[.date], of: tally))
    }
    if isHeader { return .numbers }
    let comesAgain = alike.contains { $0 > 0 && $0 < width }
    let hasNames =
      width > 1 && !comesAgain && first.allSatisfy { $0 == .word }
      && firstTexts.allSatisfy { !$0.isEmpty && $0.count <= longestName }
    return hasNames ? .words : .none
  }
}
