/// Cuts the rows that begin in a range of a buffer into fields, and remembers where each lies.
///
/// A row is complete when its end is seen: at the end of the buffer only where the text ends there,
/// too. Nothing but the place of a row's beginning says what the row is, so that ranges may be cut
/// apart wherever a row begins. Eight bytes behind the buffer can be read.
final class RowSplitter {
  private(set) var spans = UnsafeMutablePointer<FieldSpan>.allocate(capacity: 1 << 10)
  private var capacity = 1 << 10
  private(set) var spanCount = 0
  /// How many complete rows.
  private(set) var rowCount = 0
  /// Rows that do not begin on the line after the last row's: row, and line from the range's start.
  private(set) var leaps: [(row: Int, line: Int)] = []
  /// How many lines ended.
  private(set) var lineCount = 0
  /// Where the first row begins that was not cut.
  private(set) var end = 0
  /// What ended the cutting, with the line on which that row begins, from the range's start.
  private(set) var fault: (RowFault, line: Int)?
  /// Behind the row that ended it, as far as that is known.
  private(set) var faultEnd = 0
  /// Of each row, where fields are not counted.
  private(set) var rowEnds: [Int] = []

  /// Rows of another width that were left out, and those that were filled.
  private(set) var (dropped, filled) = (0, 0)

  /// Rows that were left out because they are the header again.
  private(set) var repeated = 0
  /// The row of names, which is no row where it comes again.
  var header = RepeatedHeader()
  /// How many fields each row has to have; 0: whatever it has.
  var width = 0
  /// What is done about a row of another width.
  var ragged = RaggedRows.refused
  /// So many rows are enough.
  var rowLimit = Int.max

  private var base: UnsafePointer<UInt8>
  private var bufferEnd: Int
  private var isFinal: Bool
  private var rules: RowRules

  /// Of the buffer from `base` to `bufferEnd`; `isFinal` where the text ends there.
  init(_ base: UnsafePointer<UInt8>, _ bufferEnd: Int, isFinal: Bool, _ rules: RowRules) {
    (self.base, self.bufferEnd, self.isFinal, self.rules) = (base, bufferEnd, isFinal, rules)
  }

  deinit { spans.deallocate() }

  /// Looks at another buffer.
  func look(
    at base: UnsafePointer<UInt8>, _ bufferEnd: Int, isFinal: Bool, _ rules: RowRules
  ) {
    (self.base, self.bufferEnd, self.isFinal, self.rules) = (base, bufferEnd, isFinal, rules)
  }

  /// Cuts rows from `start`, where one begins, until one begins at `limit` or beyond.
  func split(from start: Int, to limit: Int) {
    (spanCount, rowCount, lineCount, end) = (0, 0, 0, start)
    leaps.removeAll(keepingCapacity: true)
    rowEnds.removeAll(keepingCapacity: true)
    (dropped, filled, repeated) = (0, 0, 0)
    fault = nil
    var expectedLine = 0
    while end < limit, rowCount < rowLimit {
      if let next = lineEnd(end) {
        guard next > 0 else { return }
        end = next
        lineCount += 1
        continue
      }
      let (first, line, rowStart) = (spanCount, lineCount, end)
      guard let next = rules.isBlanks ? cutBlanks(rowStart) : cut(rowStart) else {
        // An unfinished row is read again when more of it is there.
        (spanCount, lineCount) = (first, line)
        return
      }
      let found = spanCount - first
      end = next
      if found == 0 || found == 1 && isBlank(spans[first]) {
        spanCount = first
        continue
      }
      if base[rowStart] == header.first || base[rowStart] == 0xEF,
        header.isRow(base, rowStart, next)
      {
        (spanCount, repeated) = (first, repeated + 1)
        continue
      }
      if found != width || line != expectedLine {
        if found != width, width > 0, ragged != .refused, found <= RowRules.columnLimit {
          guard mend(found, at: rowStart) else { continue }
          note(line)
        } else {
          guard note(found, line, rowStart) else { return }
        }
      }
      expectedLine = line + 1
      rowCount += 1
    }
  }

  /// Fills a row of another width, or leaves it out; false where nothing of it stays.
  private func mend(_ fields: Int, at rowStart: Int) -> Bool {
    var found = fields
    // Empty fields behind the last column are only separators.
    while found > width, spans[spanCount - 1].isEmpty {
      (found, spanCount) = (found - 1, spanCount - 1)
    }
    if found == width { return true }
    guard ragged == .fill, found < width else {
      spanCount -= found
      dropped += 1
      return false
    }
    while capacity < spanCount + width - found { grow() }
    for _ in found..<width {
      spans[spanCount] = FieldSpan(rowStart, rowStart)
      spanCount += 1
    }
    filled += 1
    return true
  }

  private func note(_ line: Int) { leaps.append((rowCount, line)) }

  /// What is rare in a row that is complete.
  private func note(_ found: Int, _ line: Int, _ rowStart: Int) -> Bool {
    if found > RowRules.columnLimit || width > 0 && found != width {
      fault = (found > RowRules.columnLimit ? .tooManyColumns : .ragged(found: found), line)
      (faultEnd, end) = (end, rowStart)
      spanCount -= found
      return false
    }
    if width == 0 { rowEnds.append(spanCount) }
    leaps.append((rowCount, line))
    return true
  }

  /// The place behind the end of a line that stands there; 0 where that is not known yet.
  @inline(__always)
  private func lineEnd(_ position: Int) -> Int? {
    let byte = base[position]
    if byte == RowRules.lineFeed { return position + 1 }
    guard byte == RowRules.carriageReturn else { return nil }
    if position + 1 >= bufferEnd { return isFinal ? position + 1 : 0 }
    return base[position + 1] == RowRules.lineFeed ? position + 2 : position + 1
  }

  /// Whether a field that stands alone on its line is only blanks: such a line is an empty one.
  private func isBlank(_ span: FieldSpan) -> Bool {
    !span.isQuoted && (span.start..<span.end).allSatisfy { base[$0] == RowRules.blank }
  }

  /// Cuts one row; the place behind it, or `nil` where it is unfinished or faulty.
  private func cut(_ rowStart: Int) -> Int? {
    let separator = ByteSearch.spread(rules.separator)
    let lineFeed = ByteSearch.spread(RowRules.lineFeed)
    let carriageReturn = ByteSearch.spread(RowRules.carriageReturn)
    var position = rowStart
    var word = position
    var matches = ByteSearch.matches(
      ByteSearch.load(base + word), separator, lineFeed, carriageReturn)
    while true {
      if spanCount == capacity { grow() }
      if base[position] == RowRules.quote, rules.hasQuotes, position < bufferEnd {
        guard let next = cutQuoted(position) else { return nil }
        if next >= bufferEnd { return isFinal ? next : nil }
        if base[next] != rules.separator {
          guard let end = lineEnd(next) else { return fail(.textAfterQuote(line: lineCount), next) }
          return closeLine(end)
        }
        position = next + 1
        word = position
        matches = ByteSearch.matches(
          ByteSearch.load(base + word), separator, lineFeed, carriageReturn)
        continue
      }
      while matches == 0 {
        word += 8
        if word >= bufferEnd { break }
        matches = ByteSearch.matches(
          ByteSearch.load(base + word), separator, lineFeed, carriageReturn)
      }
      let found = matches == 0 ? bufferEnd : min(bufferEnd, word + ByteSearch.first(matches))
      matches &= matches &- 1
      spans[spanCount] = FieldSpan(position, found)
      spanCount += 1
      if found >= bufferEnd { return isFinal ? bufferEnd : nil }
      position = found + 1
      if base[found] != rules.separator { return closeLine(lineEnd(found) ?? position) }
    }
  }

  @inline(__always)
  private func closeLine(_ end: Int) -> Int? {
    if end == 0 { return nil }
    lineCount += 1
    return end
  }

  /// Cuts a field between quotes, of which the first stands at `opening`; the place behind the last.
  private func cutQuoted(_ opening: Int) -> Int? {
    let quote = ByteSearch.spread(RowRules.quote)
    let lineFeed = ByteSearch.spread(RowRules.lineFeed)
    let carriageReturn = ByteSearch.spread(RowRules.carriageReturn)
    let openingLine = lineCount
    var hasDoubled = false
    var hasLineEnd = false
    var position = opening + 1
    while true {
      position = ByteSearch.find(
        base, from: position, to: bufferEnd, quote, lineFeed, carriageReturn)
      if position >= bufferEnd {
        return isFinal ? fail(.unterminatedQuote(line: openingLine), bufferEnd) : nil
      }
      if base[position] != RowRules.quote {
        guard let next = lineEnd(position), next > 0 else {
          position += 1
          continue
        }
        lineCount += 1
        position = next
        hasLineEnd = true
        continue
      }
      if position + 1 >= bufferEnd, !isFinal { return nil }
      if position + 1 < bufferEnd, base[position + 1] == RowRules.quote {
        hasDoubled = true
        position += 2
        continue
      }
      break
    }
    // Quotes of a text in a file with tabs may pair up across rows: no field holds both.
    if hasLineEnd, rules.separator == RowRules.tab,
      (opening..<position).contains(where: { base[$0] == RowRules.tab })
    {
      return fail(.textAfterQuote(line: openingLine), position)
    }
    spans[spanCount] = FieldSpan(quoted: opening + 1, position, hasDoubled: hasDoubled)
    spanCount += 1
    return position + 1
  }

  /// Cuts one row at runs of blanks and tabs; none at its ends count.
  private func cutBlanks(_ rowStart: Int) -> Int? {
    var position = rowStart
    while true {
      while position < bufferEnd, isSeparatorBlank(position) { position += 1 }
      if position >= bufferEnd { return isFinal ? bufferEnd : nil }
      if let end = lineEnd(position) { return closeLine(end) }
      if spanCount == capacity { grow() }
      if base[position] == RowRules.quote, rules.hasQuotes {
        guard let next = cutQuoted(position) else { return nil }
        position = next
        if next < bufferEnd, !isSeparatorBlank(next), lineEnd(next) == nil {
          return fail(.textAfterQuote(line: lineCount), next)
        }
        continue
      }
      let start = position
      while position < bufferEnd, !isSeparatorBlank(position), lineEnd(position) == nil {
        position += 1
      }
      spans[spanCount] = FieldSpan(start, position)
      spanCount += 1
    }
  }

  private func isSeparatorBlank(_ position: Int) -> Bool {
    base[position] == RowRules.blank || base[position] == RowRules.tab
  }

  private func fail(_ fault: RowFault, _ position: Int) -> Int? {
    self.fault = (fault, lineCount)
    faultEnd = position
    return nil
  }

  private func grow() {
    let wider = UnsafeMutablePointer<FieldSpan>.allocate(capacity: capacity * 2)
    wider.update(from: spans, count: spanCount)
    spans.deallocate()
    (spans, capacity) = (wider, capacity * 2)
  }
}
