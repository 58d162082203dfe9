import Support

/// Ticks of an axis of time: seconds, minutes, hours, days, months or years, whichever has room.
///
/// The finest step is taken whose labels stand apart. A label says no more than its step: years `1960`, months
/// `1960-03`, days `03-31` (`1960-03-31` where the axis spans several years), times `09:30`; then the first tick and
/// every first of a day names the day.
enum TimeTicks {
  private enum Step: Equatable {
    case seconds(Int)
    case days(Int)
    case months(Int)
    case years(Int)
  }

  private static let steps: [Step] =
    [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200]
    .map { .seconds($0) } + [1, 2, 7, 14].map { .days($0) } + [1, 2, 3, 6].map { .months($0) }
    + [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000, 2_000, 5_000].map { .years($0) }

  /// The ticks inside `low…high`, in seconds since 1970; plain numbers for what are no dates.
  static func find(
    from low: Double, to high: Double, in room: TickRoom, positions: (Double) -> Double
  ) -> TickSet {
    guard low < high, let from = TimeText.seconds(low), let to = TimeText.seconds(high) else {
      return LinearTicks.find(from: low, to: high, in: room, positions: positions)
    }
    // Not more than look well, even where more would fit.
    let most = max(2, Int(saturating: room.target.rounded(.up)) + 2)
    for step in steps where about(step) * Double(most + 1) >= high - low {
      let places = places(of: step, from: from, to: to).filter {
        Double($0) >= low && Double($0) <= high
      }
      guard places.count >= 2, places.count <= most else { continue }
      let set = labelled(places, step)
      if LinearTicks.fits(set, in: room, widest: 19, positions: positions) { return set }
    }
    return ends(low, high, in: room, positions: positions)
  }

  /// The days at both ends, or one of them.
  private static func ends(
    _ low: Double, _ high: Double, in room: TickRoom, positions: (Double) -> Double
  ) -> TickSet {
    let both = [low, high].map { Tick(value: $0, label: TimeText.of($0.rounded())) }
    for ticks in [both, [both[0]]] {
      let set = TickSet(ticks: ticks)
      if set.widest + 2 <= room.cells || room.direction == .up,
        LinearTicks.fits(set, in: room, widest: 19, positions: positions)
      {
        return set
      }
    }
    return TickSet()
  }

  /// The length of a step in seconds, about.
  private static func about(_ step: Step) -> Double {
    switch step {
    case .seconds(let count): Double(count)
    case .days(let count): Double(count) * 86_400
    case .months(let count): Double(count) * 2_629_746
    case .years(let count): Double(count) * 31_556_952
    }
  }

  private static func places(of step: Step, from: Int, to: Int) -> [Int] {
    switch step {
    case .seconds(let count): return multiples(of: count, offset: 0, from, to)
    // Weeks begin on Mondays: 1970-01-05 was one.
    case .days(let count):
      return multiples(of: count * 86_400, offset: count % 7 == 0 ? 4 * 86_400 : 0, from, to)
    case .months(let count):
      let first = CalendarDate(ofDay: floorDivided(from, 86_400))
      let last = CalendarDate(ofDay: floorDivided(to, 86_400))
      let (start, end) = (first.year * 12 + first.month - 1, last.year * 12 + last.month - 1)
      guard end - start < 100_000 else { return [] }
      return (start...end).filter { $0 % count == 0 }.map {
        CalendarDate(year: 0, month: $0 + 1).days * 86_400
      }
    case .years(let count):
      let first = CalendarDate(ofDay: floorDivided(from, 86_400)).year
      let last = CalendarDate(ofDay: floorDivided(to, 86_400)).year
      return (floorDivided(first, count)...floorDivided(last, count)).map {
        CalendarDate(year: $0 * count).days * 86_400
      }
    }
  }

  private static func multiples(of step: Int, offset: Int, _ from: Int, _ to: Int) -> [Int] {
    let (first, last) = (floorDivided(from - offset, step), floorDivided(to - offset, step))
    guard last - first < 1_000 else { return [] }
    return (first...last).map { $0 * step + offset }
  }

  private static func labelled(_ places: [Int], _ step: Step) -> TickSet {
    let years = Set(places.map { CalendarDate(ofDay: floorDivided($0, 86_400)).year })
    var day: Int?
    return TickSet(
      ticks: places.map { place in
        let date = CalendarDate(ofDay: floorDivided(place, 86_400))
        let text: String
        switch step {
        case .years: text = "\(date.year)"
        case .months: text = "\(date.year)-\(TimeText.two(date.month))"
        case .days: text = years.count > 1 ? date.text : String(date.text.suffix(5))
        case .seconds(let count):
          let clock = TimeText.clock(place, withSeconds: count < 60)
          let isNew = day != floorDivided(place, 86_400)
          text = isNew ? "\(date.text.suffix(5)) \(clock)" : clock
        }
        day = floorDivided(place, 86_400)
        return Tick(value: Double(place), label: text)
      })
  }
}
