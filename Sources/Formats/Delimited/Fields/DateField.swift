/// How a day is written.
enum DateOrder: UInt8 {
  /// `2024-01-31`, `2024/01/31`, `2024-01`, with or without a time.
  case yearFirst
  /// `31.1.2024`.
  case dotted
  /// `31/1/2024` or `1/31/2024`, with strokes or dashes: only the column tells which.
  case yearLast
}

/// A field read as a day, perhaps with a time.
struct DateField {
  /// How the day is written.
  var order: DateOrder
  /// Seconds since 1970 where the day comes before the month, or there is no doubt; `nil`: no such day.
  var dayFirst: Double?
  /// Seconds since 1970 where the month comes before the day.
  var monthFirst: Double?

  /// `nil` where the text is no day under any reading.
  init?(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    // `2024-01` is the shortest; a word ends here at once.
    guard end - start >= 7, end - start <= 40, start[0] &- 0x30 <= 9 else { return nil }
    var text = DateScanner(start, end)
    guard let (first, firstWidth) = text.number(), let mark = text.mark(),
      let (second, secondWidth) = text.number(), secondWidth <= 2
    else { return nil }
    if firstWidth == 4, mark == 0x2D || mark == 0x2F {
      order = .yearFirst
      if text.isAtEnd {
        guard mark == 0x2D, secondWidth == 2 else { return nil }
        dayFirst = Self.seconds(first, second, 1)
      } else {
        guard text.mark() == mark, let (day, width) = text.number(), width <= 2,
          let time = text.time(), let start = Self.seconds(first, second, day)
        else { return nil }
        dayFirst = start + time
      }
      guard dayFirst != nil else { return nil }
      return
    }
    guard firstWidth <= 2, text.mark() == mark, let (year, width) = text.number(), width == 4,
      let time = text.time()
    else { return nil }
    order = mark == 0x2E ? .dotted : .yearLast
    dayFirst = Self.seconds(year, second, first).map { $0 + time }
    if order == .yearLast { monthFirst = Self.seconds(year, first, second).map { $0 + time } }
    guard dayFirst != nil || monthFirst != nil else { return nil }
  }

  /// Seconds from 1970-01-01 to the start of a day of the Gregorian calendar; `nil`: no such day.
  static func seconds(_ year: Int, _ month: Int, _ day: Int) -> Double? {
    guard year >= 1, (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = (31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    let length = withUnsafeBytes(of: lengths) { $0.bindMemory(to: Int.self)[month - 1] }
    guard day <= length else { return nil }
    // Years that begin in March have the odd day at their end.
    let shifted = month > 2 ? year : year - 1
    let since = month > 2 ? month - 3 : month + 9
    let days =
      shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + (153 * since + 2) / 5 + day - 1
    return Double(days - 719_468) * 86_400
  }
}

/// Goes through the text of a day and a time.
private struct DateScanner {
  private var position: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  init(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    (position, self.end) = (start, end)
  }

  var isAtEnd: Bool { position == end }

  /// One to four digits.
  mutating func number() -> (value: Int, width: Int)? {
    let start = position
    var value = 0
    while position < end, position.pointee &- 0x30 <= 9 {
      guard position - start < 4 else { return nil }
      value = value * 10 + Int(position.pointee - 0x30)
      position += 1
    }
    return position == start ? nil : (value, position - start)
  }

  /// What stands between two numbers of a day.
  mutating func mark() -> UInt8? {
    guard position < end, [0x2D, 0x2E, 0x2F].contains(position.pointee) else { return nil }
    defer { position += 1 }
    return position.pointee
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < end, position.pointee == byte else { return false }
    position += 1
    return true
  }

  private mutating func pair(_ range: Range<Int>) -> Double? {
    guard let (value, width) = number(), width == 2, range.contains(value) else { return nil }
    return Double(value)
  }

  /// The rest of the text as seconds of the day in UTC: nothing, or `T12:30:05.25+01:00`.
  mutating func time() -> Double? {
    if isAtEnd { return 0 }
    guard take(0x54) || take(0x74) || take(0x20), let hours = pair(0..<24), take(0x3A),
      let minutes = pair(0..<60)
    else { return nil }
    var seconds = hours * 3600 + minutes * 60
    if take(0x3A) {
      guard let whole = pair(0..<60) else { return nil }
      seconds += whole
      if take(0x2E) || take(0x2C) {
        guard let fraction = fraction() else { return nil }
        seconds += fraction
      }
    }
    guard let zone = zone() else { return nil }
    return seconds - zone
  }

  private mutating func fraction() -> Double? {
    var (digits, scale, count) = (0.0, 1.0, 0)
    while position < end, position.pointee &- 0x30 <= 9 {
      // Nanoseconds are beyond what a `Double` of this size tells apart.
      if count < 9 { (digits, scale) = (digits * 10 + Double(position.pointee - 0x30), scale * 10) }
      (position, count) = (position + 1, count + 1)
    }
    return count == 0 ? nil : digits / scale
  }

  /// Seconds ahead of UTC.
  private mutating func zone() -> Double? {
    if isAtEnd { return 0 }
    if take(0x5A) || take(0x7A) { return isAtEnd ? 0 : nil }
    _ = take(0x20)
    let isWest = take(0x2D)
    guard isWest || take(0x2B), position + 1 < end else { return nil }
    let digits = position
    guard position[0] &- 0x30 <= 9, position[1] &- 0x30 <= 9 else { return nil }
    position += 2
    let hours = Double((digits[0] - 0x30) * 10 + (digits[1] - 0x30))
    var minutes = 0.0
    if !isAtEnd {
      _ = take(0x3A)
      guard let more = pair(0..<60) else { return nil }
      minutes = more
    }
    guard isAtEnd, hours <= 18 else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return isWest ? -seconds : seconds
  }
}
