import Support

/// Seconds since 1970-01-01 in UTC as dates of the Gregorian calendar.
enum TimeText {
  /// `1960-01-31`, with the time of day where it is not midnight; empty for times beyond 34,000 years.
  static func of(_ seconds: Double) -> String {
    guard let whole = self.seconds(seconds) else { return "" }
    let date = CalendarDate(ofDay: floorDivided(whole, 86_400)).text
    return whole % 86_400 == 0 ? date : "\(date) \(clock(whole, withSeconds: true))"
  }

  /// `09:30`, with seconds where they are asked for.
  static func clock(_ seconds: Int, withSeconds: Bool) -> String {
    let time = seconds - floorDivided(seconds, 86_400) * 86_400
    return two(time / 3_600) + ":" + two(time / 60 % 60) + (withSeconds ? ":" + two(time % 60) : "")
  }

  /// Whole seconds; `nil` for what has no date.
  static func seconds(_ seconds: Double) -> Int? {
    guard let whole = Int(checked: seconds, rounded: .down), abs(whole) < 1 << 40 else {
      return nil
    }
    return whole
  }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// A day of the Gregorian calendar.
struct CalendarDate: Sendable, Equatable {
  var year: Int
  /// 1 to 12.
  var month: Int
  /// 1 to 31.
  var day: Int

  /// The first of a month; months beyond 12 are those of later years.
  init(year: Int, month: Int = 1) {
    self.year = year + floorDivided(month - 1, 12)
    self.month = month - 1 - floorDivided(month - 1, 12) * 12 + 1
    day = 1
  }

  /// Day `days` after 1970-01-01. Years are counted from a 1 March, so that leap days come last.
  init(ofDay days: Int) {
    let shifted = days + 719_468
    let era = floorDivided(shifted, 146_097)
    let inEra = shifted - era * 146_097
    let year = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * year + year / 4 - year / 100)
    let place = (5 * inYear + 2) / 153
    month = place < 10 ? place + 3 : place - 9
    day = inYear - (153 * place + 2) / 5 + 1
    self.year = year + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  var days: Int {
    let counted = month <= 2 ? year - 1 : year
    let era = floorDivided(counted, 400)
    let inEra = counted - era * 400
    let place = month > 2 ? month - 3 : month + 9
    let inYear = (153 * place + 2) / 5 + day - 1
    return era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719_468
  }

  /// `1960-01-31`.
  var text: String { "\(year)-\(TimeText.two(month))-\(TimeText.two(day))" }
}

/// The quotient rounded down, also of negative numbers.
func floorDivided(_ number: Int, _ divisor: Int) -> Int {
  number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
}
