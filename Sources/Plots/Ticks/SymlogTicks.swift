import Glibc

/// Ticks of an axis that is linear around 0 and logarithmic outside: 0 and powers of ten on both sides.
enum SymlogTicks {
  /// The ticks of `map`, whose linear part reaches to ±`linear`; those of a linear axis where it spans no decade.
  static func find(over map: ScaleMap, linear: Double, in room: TickRoom) -> TickSet {
    let positions = map.fast()
    let largest = max(abs(map.low), abs(map.high))
    let bend = max(linear, .leastNormalMagnitude)
    guard largest.isFinite, largest > 10 * bend, room.cells >= 2 else {
      return LinearTicks.find(from: map.low, to: map.high, in: room, positions: positions)
    }
    let first = Int(saturating: log10(bend).rounded(.up))
    let last = Int(saturating: log10(largest).rounded(.down))
    guard last >= first, last - first < 700 else { return TickSet() }
    for every in 1...max(1, last - first + 1) {
      let exponents = (first...last).filter { (last - $0) % every == 0 }
      let ticks =
        exponents.reversed().map { tick(-1, $0, in: room) } + [Tick(value: 0, label: "0")]
        + exponents.map { tick(1, $0, in: room) }
      let set = TickSet(ticks: ticks.filter { $0.value >= map.low && $0.value <= map.high })
      if LinearTicks.fits(set, in: room, positions: positions) { return set }
    }
    return TickSet()
  }

  private static func tick(_ sign: Double, _ exponent: Int, in room: TickRoom) -> Tick {
    let size = exponent >= 0 ? powerOfTen(exponent) : 1 / powerOfTen(-exponent)
    let label = LabelFormat.power(1, exponent, in: room)
    let minus = room.hasSymbols ? "−" : "-"
    return Tick(value: sign * size, label: sign < 0 ? minus + label : label)
  }
}
