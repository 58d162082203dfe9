/// Reads the fields of a column as words.
struct WordFiller {
  let piece: PieceView
  let column: Int
  /// The length of a text that is missing, and the number of a word that is.
  static let missing: Int32 = -1

  /// Fills the places of `rows` with the numbers of their words in the part's table. What a word could
  /// be is asked once.
  func number(_ rows: Range<Int>, to place: UnsafeMutablePointer<Int32>, _ part: ColumnPart) {
    guard let table = part.words else { return }
    var tally = part.tally
    var span = piece.spans + rows.lowerBound * piece.width + column
    for row in rows {
      let (start, end) = piece.text.content(piece.base, span.pointee)
      span += piece.width
      if start == end {
        place[row] = Self.missing
        tally.count(.missing)
        piece.markCounts[0] += 1
        continue
      }
      var isNew = false
      let number = table.number(start, end - start, isNew: &isNew)
      if isNew { describe(table, number, start, end, &tally) }
      let entry = table.entries[number]
      tally.count(entry.kind)
      if entry.kind == .missing {
        place[row] = Self.missing
        piece.markCounts[Int(entry.mark)] += 1
        continue
      }
      place[row] = Int32(truncatingIfNeeded: number)
      if tally.firstOther == nil || tally.firstUndated == nil || tally.firstUnwhole == nil {
        tally.noteFirst(entry.kind, row) { FieldText.told(start, end) }
      }
    }
    part.tally = tally
  }

  private func describe(
    _ table: WordTable, _ number: Int, _ start: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>, _ tally: inout ColumnTally
  ) {
    var mark = 0
    let kind = classify(start, end, &mark, &tally)
    table.describe(number, kind, mark: mark)
  }

  private func classify(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ mark: inout Int,
    _ tally: inout ColumnTally
  ) -> FieldClass {
    var (value, date) = (0.0, DateField?.none)
    let kind = piece.reader.classify(start, end, value: &value, mark: &mark, date: &date)
    if kind == .digits || kind == .longDigits {
      let (first, last) = FieldText.trimmed(start, end)
      tally.noteDigits(last - first, firstByte: first.pointee)
    }
    if let date { tally.noteDate(date) }
    return kind
  }

  /// Keeps the texts of `rows` in the part, and fills the places with their lengths.
  func keep(_ rows: Range<Int>, to place: UnsafeMutablePointer<Int32>, _ part: ColumnPart) {
    guard let texts = part.texts else { return }
    let (seed, differing) = (WordHash.seed, part.differing)
    let spans = piece.spans + column
    // Room for all of them is asked for once; a text is never longer than its field.
    let most = rows.reduce(0) {
      $0 + spans[$1 * piece.width].end - spans[$1 * piece.width].start
    }
    let room = texts.append(most)
    var used = 0
    var tally = part.tally
    for row in rows {
      let (start, end) = piece.text.content(piece.base, spans[row * piece.width])
      var mark = 0
      let kind = classify(start, end, &mark, &tally)
      tally.count(kind)
      if kind == .missing {
        place[row] = Self.missing
        piece.markCounts[mark] += 1
        continue
      }
      tally.noteFirst(kind, row) { FieldText.told(start, end) }
      let length = end - start
      place[row] = Int32(truncatingIfNeeded: length)
      (room + used).initialize(from: start, count: length)
      used += length
      if let differing {
        let prefix = WordHash.prefix(start, length)
        differing.insert(WordHash.hash(start, length, prefix: prefix, seed: seed))
      }
    }
    texts.removeLast(most - used)
    part.tally = tally
  }
}
