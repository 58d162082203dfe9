import Glibc
import Support

/// Equal intervals for a histogram.
struct Bins {
  /// The lower end of the first interval.
  let start: Double
  /// The length of each.
  let size: Double
  /// How many there are.
  let count: Int
  /// Columns of each.
  let cells: Int
  /// Whether each stands for one whole number; their bars do not touch.
  let isWhole: Bool
  /// Whether the intervals are those of logarithms.
  let isLog: Bool

  var end: Double { start + Double(count) * size }

  init(_ values: [Double], low: Double, high: Double, columns: Int, isLog: Bool = false) {
    self.isLog = isLog
    let span = high - low
    guard span > max(abs(low), abs(high)) * 1e-12, span.isFinite else {
      // One value, or values that doubles hardly tell apart: one bar in the middle.
      let size = max(abs(high) * 0.1, abs(high) < 1e-300 ? 1 : 0)
      (start, self.size, count, cells) = (low - 1.5 * size, size, 3, max(1, columns / 3))
      isWhole = false
      return
    }
    isWhole =
      span <= Double(columns - 1) && span < 64
      && values.indices.untilInterrupted.allSatisfy { values[$0] == values[$0].rounded() }
    if isWhole {
      // Whole numbers stand in the middle of their bars.
      let bars = Int(saturating: span) + 1
      (start, size, count, cells) = (low - 0.5, 1, bars, max(1, min(8, columns / bars)))
      return
    }
    var sample = Selection.sample(values[...])
    let quarter =
      Selection.value(at: sample.count * 3 / 4, of: &sample)
      - Selection.value(at: sample.count / 4, of: &sample)
    let wanted = quarter > 0 ? 2 * quarter / cbrt(Double(values.count)) : span / 16
    var chosen = (cost: Double.infinity, start: low, size: span, count: 1)
    let power = Int(saturating: log10(span).rounded(.down))
    for exponent in (power - 3)...power {
      for digits in [10, 20, 25, 50] {
        let step = DecimalStep(digits: digits, exponent: exponent - 1).size
        let first = (low / step).rounded(.down)
        let bars = (high / step).rounded(.down) - first + 1
        guard bars <= Double(columns), bars >= 1, abs(first) < 1e15 else { continue }
        let used = bars * Double(columns / Int(saturating: bars)) / Double(columns)
        let cost = abs(log(step / wanted)) + 2 * max(0, 0.9 - used) + (bars < 4 ? 2 : 0)
        if cost < chosen.cost { chosen = (cost, first * step, step, Int(saturating: bars)) }
      }
    }
    (start, size, count) = (chosen.start, chosen.size, chosen.count)
    cells = max(1, columns / chosen.count)
  }

  /// The value in the middle of a bar.
  func middle(_ place: Int) -> Double {
    let middle = start + (Double(place) + 0.5) * size
    return isLog ? exp(middle * log(10)) : middle
  }

  func counts(_ values: [Double]) -> [Int] {
    var result = [Int](repeating: 0, count: count)
    for place in values.indices.untilInterrupted {
      let value = values[place]
      let index = ((value - start) / size).rounded(.down)
      result[Int(index, within: 0...(count - 1))] += 1
    }
    return result
  }
}
