import Glibc
import Support

/// The map between an axis's values and 0…1 along it.
struct ScaleMap: Sendable, Equatable {
  /// The scale; a log scale here has positive bounds.
  let scale: Axis.Scale
  /// The value at 0.
  let low: Double
  /// The value at 1, more than `low`.
  let high: Double

  /// Where `value` lies; outside 0…1 for values outside, NaN for what has no place.
  func unit(_ value: Double) -> Double {
    let from = bent(low)
    let to = bent(high)
    let here = bent(value)
    // Halves, because the difference of two large numbers may be infinite.
    return (here / 2 - from / 2) / (to / 2 - from / 2)
  }

  /// The value at `unit`.
  func value(_ unit: Double) -> Double {
    let from = bent(low)
    let to = bent(high)
    return straight(from * (1 - unit) + to * unit)
  }

  private func bent(_ value: Double) -> Double {
    switch scale {
    case .linear, .category, .time: value
    case .log10: value > 0 ? Glibc.log10(value) : (value.isNaN ? .nan : -.infinity)
    case .symlog(let linear):
      asinh(value / max(linear, .leastNormalMagnitude))
    }
  }

  private func straight(_ value: Double) -> Double {
    switch scale {
    case .linear, .category, .time: value
    case .log10: pow(10, value)
    case .symlog(let linear): sinh(value) * max(linear, .leastNormalMagnitude)
    }
  }

  /// The map with its two logarithms taken once, for many values.
  func fast() -> (Double) -> Double {
    let from = bent(low)
    let half = bent(high) / 2 - from / 2
    switch scale {
    case .linear, .category, .time: return { ($0 / 2 - from / 2) / half }
    default: return { (bent($0) / 2 - from / 2) / half }
    }
  }
}

/// The ticks of `axis` over `map`.
func ticks(of axis: Axis, over map: ScaleMap, in room: TickRoom) -> TickSet {
  let positions = map.fast()
  switch map.scale {
  case .log10:
    return LogTicks.find(from: map.low, to: map.high, in: room, positions: positions)
  case .symlog(let linear):
    return SymlogTicks.find(over: map, linear: linear, in: room)
  case .time:
    return TimeTicks.find(from: map.low, to: map.high, in: room, positions: positions)
  case .linear:
    return LinearTicks.find(
      from: map.low, to: map.high, in: room, isInteger: axis.isInteger, positions: positions)
  case .category(let names):
    let named = names.enumerated().filter {
      Double($0.offset) >= map.low && Double($0.offset) <= map.high
    }
    return nameTicks(
      TickSet(ticks: named.map { Tick(value: Double($0.offset), label: $0.element) }), in: room,
      positions)
  }
}

/// As many names as have room, evenly from the first on: a place has its name, and never a number beside names.
private func nameTicks(
  _ all: TickSet, in room: TickRoom, _ positions: (Double) -> Double
) -> TickSet {
  let widest = room.direction == .up ? 12 : max(9, room.cells / 2)
  var cut = all
  cut.ticks = all.ticks.map {
    Tick(value: $0.value, label: TextWidth.truncate(clean($0.label), to: widest))
  }
  var step = 1
  while step < cut.ticks.count {
    let some = TickSet(
      ticks: stride(from: 0, to: cut.ticks.count, by: step).map { cut.ticks[$0] })
    if LinearTicks.fits(some, in: room, widest: widest, positions: positions) { return some }
    step += 1
  }
  return TickSet(ticks: Array(cut.ticks.prefix(1)))
}
