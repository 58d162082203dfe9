/// What the fields of a column were, counted.
struct ColumnTally {
  /// Of each class, in the order of `FieldClass`.
  private(set) var counts: InlineArray<8, Int> = .init(repeating: 0)
  /// The shortest and longest value of nothing but digits.
  private(set) var (narrowest, widest) = (Int.max, 0)
  /// Whether one of them began with a zero that is not needed.
  private(set) var hasLeadingZero = false
  /// How days were written, a bit for each order.
  private(set) var orders: UInt8 = 0
  /// Whether there was a day that is none where the day comes first, or the month.
  private(set) var (failsDayFirst, failsMonthFirst) = (false, false)
  /// The first value that is no number, and the first that is no date.
  private(set) var firstOther: FirstValue?
  private(set) var firstUndated: FirstValue?
  /// The first value that is not whole.
  private(set) var firstUnwhole: FirstValue?

  /// A value worth telling: its row, and its text.
  struct FirstValue {
    var row: Int
    var text: String
  }

  subscript(kind: FieldClass) -> Int { counts[Int(kind.rawValue)] }

  /// How many values are there.
  var present: Int {
    FieldClass.allPresent.reduce(0) { $0 + self[$1] }
  }

  /// How many are numbers that a column can hold.
  var numbers: Int { self[.digits] + self[.longDigits] + self[.whole] + self[.fraction] }

  @inline(__always)
  mutating func count(_ kind: FieldClass, _ more: Int = 1) { counts[Int(kind.rawValue)] += more }

  @inline(__always)
  mutating func noteDigits(_ width: Int, firstByte: UInt8) {
    if width < narrowest { narrowest = width }
    if width > widest { widest = width }
    if firstByte == 0x30, width > 1 { hasLeadingZero = true }
  }

  mutating func noteDate(_ date: DateField) {
    orders |= 1 << date.order.rawValue
    if date.order == .yearLast {
      if date.dayFirst == nil { failsDayFirst = true }
      if date.monthFirst == nil { failsMonthFirst = true }
    }
  }

  /// Remembers a value that may have to be told; the row counts from the start of the piece.
  @inline(__always)
  mutating func noteFirst(_ kind: FieldClass, _ row: Int, _ text: () -> String) {
    if kind == .missing { return }
    if firstOther == nil, !kind.isNumber { firstOther = .init(row: row, text: text()) }
    if firstUndated == nil, kind != .date { firstUndated = .init(row: row, text: text()) }
    if firstUnwhole == nil, kind != .digits, kind != .whole {
      firstUnwhole = .init(row: row, text: text())
    }
  }

  /// Adds what was counted further on, whose rows begin at `row`.
  mutating func add(_ other: ColumnTally, at row: Int) {
    for index in 0..<FieldClass.count { counts[index] += other.counts[index] }
    narrowest = min(narrowest, other.narrowest)
    widest = max(widest, other.widest)
    hasLeadingZero = hasLeadingZero || other.hasLeadingZero
    orders |= other.orders
    failsDayFirst = failsDayFirst || other.failsDayFirst
    failsMonthFirst = failsMonthFirst || other.failsMonthFirst
    func shifted(_ first: FirstValue?) -> FirstValue? {
      first.map { FirstValue(row: $0.row + row, text: $0.text) }
    }
    firstOther = firstOther ?? shifted(other.firstOther)
    firstUndated = firstUndated ?? shifted(other.firstUndated)
    firstUnwhole = firstUnwhole ?? shifted(other.firstUnwhole)
  }
}

extension FieldClass {
  fileprivate static let allPresent: [FieldClass] = [
    .digits, .longDigits, .whole, .fraction, .infinite, .date, .word,
  ]
}
