import Glibc
import Support

/// What came of reading a column to its end.
enum ColumnOutcome {
  case values(ColumnValues)
  /// It is something else than was thought; it has to be read again in this way.
  case again(ColumnMode)
  /// Values that do not fit, the first of them in this row.
  case bad(ColumnKind, count: Int, ColumnTally.FirstValue)
}

extension ColumnReader {
  /// The column's values; what was kept of them is gone afterwards.
  func finish(_ owners: RowOwners) -> ColumnOutcome {
    switch ColumnVerdict(total, forced: forced, monthFirst: monthFirst) {
    case .bad(let kind, let count):
      let first =
        switch kind {
        case .date: total.firstUndated
        case .whole where forced == .whole: total.firstUnwhole
        default: total.firstOther
        }
      return .bad(kind, count: count, first ?? .init(row: 0, text: ""))
    case .numbers:
      return mode == .numbers ? .values(.numbers(numbers.takeArray())) : .again(.numbers)
    case .wholes:
      return mode == .numbers ? .values(.wholes(numbers.takeArray())) : .again(.numbers)
    case .dates(let monthFirst):
      let wanted = ColumnMode.dates(monthFirst: monthFirst)
      return mode == wanted ? .values(.dates(numbers.takeArray())) : .again(wanted)
    case .words:
      switch mode {
      case .words: return .values(numberedWords(owners))
      case .texts:
        return isCategory(differingTexts())
          ? .again(.words(fixed: true)) : .values(.texts(keptTexts(owners)))
      case .numbers, .dates: return .again(.words(fixed: forced == .category))
      }
    }
  }

  /// Whether its values are days of which any may have the day or the month first.
  var hasOpenDates: Bool {
    forced == nil && monthFirst == nil && total.present > 0 && total[.date] == total.present
      && total.orders == 1 << DateOrder.yearLast.rawValue && !total.failsDayFirst
      && !total.failsMonthFirst
  }

  /// Few different words, or at most half as many as values.
  private func isCategory(_ differing: Int?) -> Bool {
    if forced == .text { return false }
    guard let differing, differing <= Self.categoryLimit else { return false }
    return forced == .category || differing <= 20 || differing * 2 <= total.present
  }

  private func differingTexts() -> Int? {
    guard let first = parts[0].differing else { return nil }
    for part in parts.dropFirst() {
      guard let other = part.differing else { return nil }
      first.formUnion(other)
      part.differing = nil
    }
    parts[0].differing = nil
    return first.count
  }

  private func keptTexts(_ owners: RowOwners) -> PackedTexts {
    let byteCount = textByteCount
    var ends: [Int] = []
    ends.reserveCapacity(owners.rowCount)
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { space, filled in
      var cursor = RowOwners.Cursor(owners)
      codes.drain { lengths in
        var row = 0
        while row < lengths.count, !Interrupt.isRaised {
          let (rows, worker) = cursor.next(lengths.count - row)
          let start = filled
          for index in row..<row + rows {
            if lengths[index] >= 0 { filled += Int(lengths[index]) }
            ends.append(lengths[index] >= 0 ? filled : -1 - filled)
          }
          if let place = space.baseAddress, filled > start {
            parts[worker].texts?.pull(filled - start, to: place + start)
          }
          row += rows
        }
      }
    }
    for part in parts { part.texts = nil }
    return PackedTexts(bytes: bytes, ends: ends)
  }

  /// The words of all workers in one table, with the number there of each of a worker's words.
  private func joinedWords() -> (table: WordTable, numbers: [[Int32]]) {
    let table = parts[0].words ?? WordTable()
    var numbers = [(0..<Int32(truncatingIfNeeded: table.count)).map { $0 }]
    for part in parts.dropFirst() {
      guard let words = part.words else { continue }
      numbers.append(
        (0..<words.count).map { index in
          let word = words.word(index)
          guard let start = word.baseAddress else { return 0 }
          var isNew = false
          let number = table.number(start, word.count, isNew: &isNew)
          if isNew { table.describe(number, words.entries[index].kind, mark: 0) }
          return Int32(truncatingIfNeeded: number)
        })
      part.words = nil
    }
    parts[0].words = nil
    return (table, numbers)
  }

  private func numberedWords(_ owners: RowOwners) -> ColumnValues {
    let (table, numbers) = joinedWords()
    let present = (0..<table.count).filter { table.entries[$0].kind != .missing }
    guard isCategory(present.count) else {
      return .texts(writtenOut(owners, table, numbers))
    }
    let sorted = Self.sorted(present, table)
    var ranks = [Int32](repeating: -1, count: table.count)
    for (rank, number) in sorted.enumerated() { ranks[number] = Int32(truncatingIfNeeded: rank) }
    var names: [String] = []
    names.reserveCapacity(sorted.count)
    for index in sorted.indices.untilInterrupted {
      names.append(String(decoding: table.word(sorted[index]), as: UTF8.self))
    }
    let mapped = numbers.map { $0.map { ranks[Int($0)] } }
    var cursor = RowOwners.Cursor(owners)
    let codes = [Int32](unsafeUninitializedCapacity: owners.rowCount) { space, filled in
      self.codes.drain { codes in
        var row = 0
        while row < codes.count, !Interrupt.isRaised {
          let (rows, worker) = cursor.next(codes.count - row)
          mapped[worker].withUnsafeBufferPointer { ranks in
            for index in row..<row + rows {
              space.initializeElement(
                at: filled, to: codes[index] < 0 ? -1 : ranks[Int(codes[index])])
              filled += 1
            }
          }
          row += rows
        }
      }
    }
    return .categories(codes, names: names)
  }

  /// In order of their bytes; of two that begin alike the shorter one first.
  private static func sorted(_ numbers: [Int], _ table: WordTable) -> [Int] {
    // The first eight bytes as a number are in the same order and mostly tell two words apart.
    let keys = numbers.map { (first: table.entries[$0].prefix.byteSwapped, number: $0) }
    return keys.interruptiblySorted { left, right in
      if left.first != right.first { return left.first < right.first }
      let (a, b) = (table.word(left.number), table.word(right.number))
      guard let first = a.baseAddress, let second = b.baseAddress else { return false }
      let order = memcmp(first, second, min(a.count, b.count))
      return order == 0 ? a.count < b.count : order < 0
    }.map(\.number)
  }

  private func writtenOut(
    _ owners: RowOwners, _ table: WordTable, _ numbers: [[Int32]]
  ) -> PackedTexts {
    var texts = PackedTexts()
    var cursor = RowOwners.Cursor(owners)
    codes.drain { codes in
      var row = 0
      while row < codes.count, !Interrupt.isRaised {
        let (rows, worker) = cursor.next(codes.count - row)
        for index in row..<row + rows {
          if codes[index] < 0 {
            texts.appendMissing()
          } else {
            texts.append(utf8: table.word(Int(numbers[worker][Int(codes[index])])))
          }
        }
        row += rows
      }
    }
    return texts
  }
}
