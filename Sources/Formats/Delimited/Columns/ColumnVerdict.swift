/// What a column's values are, from all that was counted.
enum ColumnVerdict: Equatable {
  case numbers, wholes
  /// Days; `monthFirst` says how those with the year last are to be read.
  case dates(monthFirst: Bool)
  /// A category or text.
  case words
  /// Numbers, dates or what was asked for, and other values among them.
  case bad(ColumnKind, count: Int)

  /// Numbers are what is nothing else, unless they are codes: only digits, all of one width, and zeros
  /// in front, as `08123`. Where more than four of five values are numbers the others are faults.
  init(_ tally: ColumnTally, forced: ColumnKind?, monthFirst: Bool? = nil) {
    let present = tally.present
    let whole = tally[.digits] + tally[.whole]
    switch forced {
    case .category, .text: self = .words
    case .number:
      self = tally.numbers == present ? .numbers : .bad(.number, count: present - tally.numbers)
    case .whole:
      self = whole == present ? .wholes : .bad(.whole, count: present - whole)
    case .date:
      if tally[.date] < present {
        self = .bad(.date, count: present - tally[.date])
      } else {
        self =
          present == 0
          ? .dates(monthFirst: false) : Self.dates(tally, monthFirst) ?? .bad(.date, count: present)
      }
    case nil:
      let numbers = tally.numbers + tally[.infinite]
      if present == 0 {
        self = .numbers
      } else if Self.isCode(tally) {
        self = .words
      } else if tally.numbers == present {
        self = whole == present ? .wholes : .numbers
      } else if numbers * 5 > present * 4 {
        let isWhole = whole == tally.numbers && whole > 0
        self = .bad(isWhole ? .whole : .number, count: present - tally.numbers)
      } else if tally[.date] == present, let dates = Self.dates(tally, monthFirst) {
        self = dates
      } else {
        self = .words
      }
    }
  }

  private static func isCode(_ tally: ColumnTally) -> Bool {
    tally.hasLeadingZero && tally.narrowest == tally.widest
      && tally.numbers == tally[.digits] + tally[.longDigits]
  }

  /// Days all written in one order of which there is no doubt, or which `monthFirst` decides.
  private static func dates(_ tally: ColumnTally, _ monthFirst: Bool?) -> ColumnVerdict? {
    switch tally.orders {
    case 1 << DateOrder.yearFirst.rawValue, 1 << DateOrder.dotted.rawValue:
      return .dates(monthFirst: false)
    case 1 << DateOrder.yearLast.rawValue:
      guard tally.failsDayFirst != tally.failsMonthFirst else {
        return tally.failsDayFirst ? nil : monthFirst.map { .dates(monthFirst: $0) }
      }
      return .dates(monthFirst: tally.failsDayFirst)
    default: return nil
    }
  }
}
