/// Reads the fields of a column as numbers.
struct NumberFiller {
  let piece: PieceView
  /// The place of the column among the fields of a row.
  let column: Int
  /// Whether signs of percent and money and blanks between thousands belong to numbers: these were asked for.
  var takesSigns = false

  /// Fills the places of `rows` of the piece; what is no number becomes NaN and is counted.
  func fill(
    _ rows: Range<Int>, to place: UnsafeMutablePointer<Double>, _ tally: inout ColumnTally
  ) {
    let (base, width, format) = (piece.base, piece.width, piece.reader.format)
    let checksMarks = piece.reader.marks.holdNumbers
    var counted = tally
    var span = piece.spans + rows.lowerBound * width + column
    for row in rows {
      let (start, end) = (base + span.pointee.start, base + span.pointee.end)
      var value = 0.0
      if !checksMarks, let kind = format.plain(start, end, &value) {
        place[row] = value
        counted.count(kind)
        if kind == .digits {
          counted.noteDigits(end - start, firstByte: start.pointee)
        } else if kind == .fraction, counted.firstUnwhole == nil {
          counted.noteFirst(kind, row) { FieldText.told(start, end) }
        }
      } else {
        place[row] = slowly(span.pointee, row, &counted)
      }
      span += width
    }
    tally = counted
  }

  /// What is not written plainly: marks of missing values, blanks, exponents, many digits.
  @inline(never)
  private func slowly(_ span: FieldSpan, _ row: Int, _ tally: inout ColumnTally) -> Double {
    let (start, end) = piece.text.content(piece.base, span)
    var (value, mark, date) = (0.0, 0, DateField?.none)
    var kind = piece.reader.classify(start, end, value: &value, mark: &mark, date: &date)
    if takesSigns, kind == .word,
      let number = DecoratedNumber.value(start, end, piece.reader.format)
    {
      (value, kind) = (number, .fraction)
    }
    tally.count(kind)
    if kind == .missing {
      piece.markCounts[mark] += 1
      return .nan
    }
    if kind == .digits || kind == .longDigits {
      let (first, last) = FieldText.trimmed(start, end)
      tally.noteDigits(last - first, firstByte: first.pointee)
    }
    if let date { tally.noteDate(date) }
    tally.noteFirst(kind, row) { FieldText.told(start, end) }
    return kind.isNumber ? value : .nan
  }
}
