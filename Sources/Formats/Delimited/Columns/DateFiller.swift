/// Reads the fields of a column as days and times.
struct DateFiller {
  let piece: PieceView
  let column: Int
  /// Whether the month comes first in days with the year last.
  let monthFirst: Bool

  /// Fills the places of `rows` of the piece; what is no day becomes NaN and is counted.
  func fill(
    _ rows: Range<Int>, to place: UnsafeMutablePointer<Double>, _ tally: inout ColumnTally
  ) {
    for row in rows {
      let span = piece.spans[row * piece.width + column]
      let (start, end) = piece.text.content(piece.base, span)
      var (value, mark, date) = (0.0, 0, DateField?.none)
      let kind = piece.reader.classify(start, end, value: &value, mark: &mark, date: &date)
      tally.count(kind)
      place[row] = .nan
      if kind == .missing {
        piece.markCounts[mark] += 1
        continue
      }
      if let date {
        tally.noteDate(date)
        let seconds = date.order == .yearLast && monthFirst ? date.monthFirst : date.dayFirst
        place[row] = seconds ?? .nan
      } else if kind == .digits || kind == .longDigits {
        let (first, last) = FieldText.trimmed(start, end)
        tally.noteDigits(last - first, firstByte: first.pointee)
      }
      tally.noteFirst(kind, row) { FieldText.told(start, end) }
    }
  }
}
