import Testing

@testable import Plots

/// Axes of time and of both signs, and labels that read back.
@Suite struct AxisTicksTests {
  private func time(_ low: Double, _ high: Double, cells: Int = 74) -> [String] {
    TimeTicks.find(
      from: low, to: high, in: TickRoom(direction: .across, cells: cells),
      positions: ScaleMap(scale: .time, low: low, high: high).fast()
    ).ticks.map(\.label)
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) -> Double {
    var date = CalendarDate(year: year, month: month)
    date.day = day
    return Double(date.days) * 86_400
  }

  @Test func `days are counted as in the Gregorian calendar`() {
    #expect(CalendarDate(year: 1970).days == 0 && CalendarDate(year: 2000, month: 3).days == 11_017)
    for days in stride(from: -1_000_000, through: 1_000_000, by: 997) {
      #expect(CalendarDate(ofDay: days).days == days)
    }
    #expect(CalendarDate(ofDay: 11_016).text == "2000-02-29")
    #expect(TimeText.of(-86_400) == "1969-12-31" && TimeText.of(34_200) == "1970-01-01 09:30:00")
    #expect(TimeText.of(.nan).isEmpty && TimeText.of(1e300).isEmpty)
  }

  @Test func `years, months, days and hours are labelled by what they are`() {
    #expect(
      time(day(1949, 1, 1), day(1960, 12, 1)) == ["1950", "1952", "1954", "1956", "1958", "1960"])
    #expect(
      time(day(2024, 1, 10), day(2024, 7, 5))
        == ["2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-07"])
    #expect(time(day(2024, 3, 1), day(2024, 3, 8)).first == "03-01")
    #expect(time(0, 36_000).first == "01-01 00:00" && time(0, 36_000).last == "10:00")
    #expect(time(0, 60).allSatisfy { $0.contains(":") })
  }

  @Test func `labels of time stand apart at every width, and never trap`() {
    let ends: [(Double, Double)] = [
      (0, 1), (0, 3_600), (-1e9, 1e9), (-1e12, 1e12), (.nan, 1), (1, 0), (0, .infinity), (5, 5),
      (-1e300, 1e300), (1.7e9, 1.7e9 + 0.5),
    ]
    for (low, high) in ends {
      for cells in [0, 1, 5, 12, 20, 33, 74, 200] {
        let room = TickRoom(direction: .across, cells: cells)
        let map = ScaleMap(scale: .time, low: low, high: high)
        let set = TimeTicks.find(from: low, to: high, in: room, positions: map.fast())
        #expect(set.ticks.count <= 40)
        #expect(
          set.ticks.count < 2 || LinearTicks.fits(set, in: room, widest: 19, positions: map.fast()))
      }
    }
  }

  @Test func `both signs have their decades around 0`() {
    let map = ScaleMap(scale: .symlog(linear: 1), low: -1000, high: 1000)
    let set = ticks(
      of: Axis(scale: map.scale), over: map, in: TickRoom(direction: .up, cells: 20))
    #expect(
      set.ticks.map(\.label) == ["−1000", "−10", "0", "10", "1000"])
    #expect(set.ticks.map(\.value) == set.ticks.map(\.value).sorted())
  }

  @Test func `labels with a sign, a suffix, a factor or an offset read back as their values`()
    throws
  {
    for (low, high) in [
      (-6.0, 6.0), (0, 60_000), (0, 2e6), (1e-5, 3e-4), (1e6, 1e6 + 3), (-5e-9, 5e-9),
    ] {
      let map = ScaleMap(scale: .linear, low: low, high: high)
      let set = ticks(of: Axis(), over: map, in: TickRoom(direction: .up, cells: 20))
      #expect(set.ticks.count >= 2)
      for tick in set.ticks {
        let read = try #require(
          Self.number(tick.label, note: set.note), "\(tick.label) \(set.note)")
        #expect(abs(read - tick.value) <= 1e-9 * max(abs(low), abs(high)), "\(tick.label)")
      }
    }
  }

  /// A label as a person reads it, with what is said once about all of them.
  private static func number(_ label: String, note: String) -> Double? {
    var text = label.replacing("−", with: "-")
    var factor = 1.0
    for (suffix, size) in [("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12)]
    where text.hasSuffix(suffix) {
      text.removeLast()
      factor = size
    }
    guard var number = Double(text) else { return nil }
    number *= factor
    if note.hasPrefix("×10") {
      let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹"
      var exponent = 0
      for sign in note.dropFirst(3) where sign != "⁻" {
        guard let place = digits.firstIndex(of: sign) else { return nil }
        exponent = exponent * 10 + digits.distance(from: digits.startIndex, to: place)
      }
      let scale = powerOfTen(exponent)
      return note.contains("⁻") ? number / scale : number * scale
    }
    return note.isEmpty ? number : Double(note).map { $0 + number }
  }

  @Test func `steps, epochs and counts have whole ticks`() {
    for high in 1...60 {
      for cells in [8, 20, 40, 74] {
        let map = ScaleMap(scale: .linear, low: 0, high: Double(high))
        let set = ticks(
          of: Axis(isInteger: true), over: map, in: TickRoom(direction: .across, cells: cells))
        #expect(set.ticks.allSatisfy { $0.value == $0.value.rounded() && !$0.label.contains(".") })
      }
    }
  }

  @Test func `a line to compare with widens an axis that fits its data, and no other`() {
    var axis = Axis()
    axis.lines = [9]
    #expect(Domain.vertical(axis, from: 0, to: 1, rows: 20).high >= 9)
    axis.domain = .fixed(0, 2)
    #expect(Domain.vertical(axis, from: 0, to: 1, rows: 20).high == 2)
  }
}
