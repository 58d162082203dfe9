import Glibc

/// Chooses the values an axis spans from the values that must be inside.
enum Domain {
  /// The map of a vertical axis: padded 6 %, or extended to the next tick where that costs 8 % or less.
  static func vertical(_ axis: Axis, from low: Double, to high: Double, rows: Int) -> ScaleMap {
    let (low, high) = axis.withLines(low, high)
    let scale = usable(axis.scale, low: low)
    if let fixed = fixed(axis, scale) { return fixed }
    let (from, to) = spread(low, high, scale: scale)
    if scale == .log10 {
      let pad = pow(to / from, 0.04)
      let isWide = pad.isFinite && from / pad > 0 && (to * pad).isFinite
      return ScaleMap(scale: scale, low: isWide ? from / pad : from, high: isWide ? to * pad : to)
    }
    // The whole unit interval reads better than 0.0025…0.9975.
    if from >= 0, from <= 0.02, to <= 1, to >= 0.98 {
      return ScaleMap(scale: scale, low: 0, high: 1)
    }
    if case .symlog = scale {
      // Even room in the picture, whatever the values.
      let map = ScaleMap(scale: scale, low: from, high: to)
      let (below, above) = (map.value(-0.04), map.value(1.04))
      return below.isFinite && above.isFinite
        ? ScaleMap(scale: scale, low: from >= 0 ? max(0, below) : below, high: above) : map
    }
    return padded(from, to, scale: scale, isInteger: axis.isInteger, rows: rows)
  }

  /// The map shown before, where the values fit into it and use 60 % of it; else `fresh`.
  static func kept(
    _ previous: ScaleMap?, for fresh: ScaleMap, _ axis: Axis, from low: Double, to high: Double
  ) -> ScaleMap {
    guard let previous, axis.domain == .automatic, previous.scale == fresh.scale, low <= high,
      low.isFinite, high.isFinite
    else { return fresh }
    guard previous.low <= low, high <= previous.high else {
      return grown(previous, for: fresh, low, high)
    }
    return previous.unit(high) - previous.unit(low) >= 0.6 ? previous : fresh
  }

  /// A logarithmic map that values have left at its lower end reaches farther there: it is not drawn anew for each.
  private static func grown(
    _ previous: ScaleMap, for fresh: ScaleMap, _ low: Double, _ high: Double
  ) -> ScaleMap {
    // Only where it is the same picture that grows: of another the map says nothing.
    guard fresh.scale == .log10, low < previous.low, previous.low <= high, high <= previous.high
    else { return fresh }
    let reach = pow(fresh.high / fresh.low, 0.3)
    let bottom = fresh.low / reach
    return bottom > .leastNormalMagnitude && reach.isFinite
      ? ScaleMap(scale: fresh.scale, low: bottom, high: fresh.high) : fresh
  }

  /// The map of a horizontal axis: tight, or up to the next of 64, 128, 256, ….
  static func horizontal(_ axis: Axis, from low: Double, to high: Double) -> ScaleMap {
    let (low, high) = axis.withLines(low, high)
    let scale = usable(axis.scale, low: low)
    if let fixed = fixed(axis, scale) { return fixed }
    if case .doubling = axis.domain, scale == .linear, high < 1e15, low > -1e15 {
      var end = 64.0
      while low + end < high { end *= 2 }
      return ScaleMap(
        scale: scale, low: low.isFinite ? low : 0, high: (low.isFinite ? low : 0) + end)
    }
    if low == high, scale == .linear, abs(low) < 1e15 {
      return ScaleMap(scale: scale, low: low, high: low + 1)
    }
    let (from, to) = spread(low, high, scale: scale)
    return ScaleMap(scale: scale, low: from, high: to)
  }

  /// The bounds that were asked for; `nil` where there are none, or the scale cannot have them.
  private static func fixed(_ axis: Axis, _ scale: Axis.Scale) -> ScaleMap? {
    guard case .fixed(let from, let to) = axis.domain, from < to, (to - from).isFinite else {
      return nil
    }
    if axis.scale == .log10, from > 0 { return ScaleMap(scale: .log10, low: from, high: to) }
    return scale == .log10 ? nil : ScaleMap(scale: scale, low: from, high: to)
  }

  /// A logarithmic axis needs a positive value; without one it is linear.
  private static func usable(_ scale: Axis.Scale, low: Double) -> Axis.Scale {
    scale == .log10 && !(low > 0 && low.isFinite) ? .linear : scale
  }

  /// Bounds that differ: no data give 0…1, one value gets room on both sides.
  private static func spread(
    _ low: Double, _ high: Double, scale: Axis.Scale
  ) -> (Double, Double) {
    guard low.isFinite, high.isFinite, low <= high else {
      return scale == .log10 ? (0.1, 1) : (0, 1)
    }
    // Beyond, differences of doubles are infinite; such values are marked at the edge.
    let (low, high) = (bounded(low), bounded(high))
    if scale == .log10 {
      let low = max(low, .leastNormalMagnitude)
      return high / low > 1 + 1e-9 ? (low, high) : (low / 2, max(low, bounded(high * 2)))
    }
    let size = max(abs(low), abs(high))
    // Below this the ticks' digits would exceed a double's.
    if high - low > size * 1e-12 { return (low, high) }
    let room = size > .leastNormalMagnitude * 1e16 ? size * 0.1 : 1
    return (bounded(low - room), bounded(high + room))
  }

  private static func padded(
    _ low: Double, _ high: Double, scale: Axis.Scale, isInteger: Bool, rows: Int
  ) -> ScaleMap {
    let span = high - low
    guard span.isFinite else { return ScaleMap(scale: scale, low: low, high: high) }
    let map = ScaleMap(scale: scale, low: low, high: high)
    let set = LinearTicks.find(
      from: low, to: high, in: TickRoom(direction: .up, cells: max(2, rows)),
      isInteger: isInteger, positions: map.fast())
    var bottom = low - 0.06 * span
    var top = high + 0.06 * span
    if low >= 0, bottom < 0 { bottom = 0 }
    if high <= 0, top > 0 { top = 0 }
    if set.ticks.count >= 2 {
      let step = set.ticks[1].value - set.ticks[0].value
      let below = (low / step + 1e-9).rounded(.down) * step
      let above = (high / step - 1e-9).rounded(.up) * step
      if low - below <= 0.08 * span { bottom = min(below, low) }
      if above - high <= 0.08 * span { top = max(above, high) }
    }
    return ScaleMap(scale: scale, low: bottom, high: top)
  }
}

/// The largest bound of an axis.
private let largest = Double.greatestFiniteMagnitude / 8

private func bounded(_ value: Double) -> Double { min(max(value, -largest), largest) }
