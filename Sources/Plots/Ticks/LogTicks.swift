import Glibc

/// Ticks on a logarithmic axis: decades, or 1-2-5 where there is room.
enum LogTicks {
  /// The ticks inside `low…high`, both positive.
  static func find(
    from low: Double, to high: Double, in room: TickRoom, positions: (Double) -> Double
  ) -> TickSet {
    guard low > 0, high > low, high.isFinite else { return TickSet() }
    let decades = log10(high) - log10(low)
    if decades < 1 {
      // 2, 5, 10 say that the axis is not even; 5, 10, 15 would not.
      let powers = ticks([1, 2, 5], every: 1, from: low, to: high, in: room)
      if powers.ticks.count >= 3, LinearTicks.fits(powers, in: room, positions: positions) {
        return powers
      }
      let set = LinearTicks.find(from: low, to: high, in: room, positions: positions)
      if set.ticks.count >= 2 { return set }
    }
    let perDecade = Double(room.cells) / decades
    let isFine = perDecade >= (room.direction == .up ? 6 : 24)
    var set = TickSet()
    if isFine { set = ticks([1, 2, 5], every: 1, from: low, to: high, in: room) }
    if !isFine || !LinearTicks.fits(set, in: room, positions: positions) {
      let most = Double(room.cells) / (room.direction == .up ? 2 : 8)
      var every = max(1, Int(saturating: (decades / max(1, most)).rounded(.up)))
      set = ticks([1], every: every, from: low, to: high, in: room)
      while set.ticks.count > 2, !LinearTicks.fits(set, in: room, positions: positions) {
        every += 1
        set = ticks([1], every: every, from: low, to: high, in: room)
      }
    }
    if set.ticks.count < 2, decades < 2 {
      let fallback = LinearTicks.find(from: low, to: high, in: room, positions: positions)
      if fallback.ticks.count > set.ticks.count { return fallback }
    }
    return set
  }

  /// Values for unlabelled marks between the labels; empty below 10 rows a decade.
  static func minor(from low: Double, to high: Double, rows: Int, beside set: TickSet) -> [Double] {
    guard low > 0, high > low, high.isFinite else { return [] }
    let decades = log10(high) - log10(low)
    guard decades >= 1, Double(rows) / decades >= 10 else { return [] }
    var result: [Double] = []
    for exponent in decade(low, .down)...decade(high, .down) {
      for digit in 1...9 {
        let value = Double(digit) * powerOfTen(exponent)
        if value >= low, value <= high, !set.ticks.contains(where: { $0.value == value }) {
          result.append(value)
        }
      }
    }
    return result
  }

  private static func ticks(
    _ digits: [Int], every: Int, from low: Double, to high: Double, in room: TickRoom
  ) -> TickSet {
    var set = TickSet()
    let first = decade(low, .down)
    let last = decade(high, .up)
    for exponent in first...last where exponent % every == 0 {
      for digit in digits {
        let value =
          exponent >= 0
          ? Double(digit) * powerOfTen(exponent) : Double(digit) / powerOfTen(-exponent)
        guard value >= low * (1 - 1e-12), value <= high * (1 + 1e-12) else { continue }
        let label = LabelFormat.power(digit, exponent, in: room)
        set.ticks.append(Tick(value: value, label: label))
      }
    }
    return set
  }
}

/// The exponent of the power of ten at or beside a positive number.
private func decade(_ value: Double, _ rule: FloatingPointRoundingRule) -> Int {
  Int(saturating: log10(value).rounded(rule))
}
