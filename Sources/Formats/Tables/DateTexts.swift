import Support

extension ColumnKinds {
  /// Texts as dates where all of them are days or times as in delimited text, else as categories or as texts.
  static func values(_ texts: PackedTexts) -> ColumnValues {
    dates(texts).map { .dates($0) } ?? words(texts)
  }

  /// Seconds since 1970 in UTC, NaN where nothing stands; `nil` where a text is no day, where all are not written in one
  /// order or the order is open, and where no text stands at all.
  package static func dates(_ texts: PackedTexts) -> [Double]? {
    var tally = ColumnTally()
    var (dayFirst, monthFirst): ([Double], [Double]) = ([], [])
    for position in (0..<texts.count).untilInterrupted {
      var date: DateField?
      let isMissing = texts.withBytes(at: position) { text in
        guard let text else { return true }
        if let start = text.baseAddress { date = DateField(start, start + text.count) }
        return false
      }
      guard isMissing || date != nil else { return nil }
      if let date {
        tally.count(.date)
        tally.noteDate(date)
      }
      dayFirst.append(date?.dayFirst ?? .nan)
      if date?.order == .yearLast || !monthFirst.isEmpty {
        while monthFirst.count < position { monthFirst.append(.nan) }
        monthFirst.append(date?.monthFirst ?? .nan)
      }
    }
    guard dayFirst.count == texts.count, tally.present > 0,
      case .dates(let isMonthFirst) = ColumnVerdict(tally, forced: nil)
    else { return nil }
    return isMonthFirst ? monthFirst : dayFirst
  }
}
