import Glibc
import Support

/// The running mean that makes a noisy curve readable.
///
/// s ← w·s + (1 − w)·v, shown as s / (1 − wⁿ): an exponential mean without the pull towards 0 at the
/// start (Kingma and Ba 2015, section 3). Values that are not numbers are skipped.
enum Smoothing {
  /// The weight for `samples` over `columns` columns.
  ///
  /// Automatic: 0 up to two samples a column, else 1 − 2 / (samples in two columns + 1).
  static func weight(_ choice: Plot.Smoothing, samples: Int, over columns: Double) -> Double {
    switch choice {
    case .weight(let weight): return weight.isNaN ? 0 : min(max(weight, 0), 0.999)
    case .automatic:
      let density = Double(samples) / max(.leastNormalMagnitude, columns)
      return density <= 2 ? 0 : min(0.999, 1 - 2 / (2 * density + 1))
    }
  }

  /// The smooth companion of `series`, of which each column shows so many samples.
  ///
  /// Very long ones are smoothed over means of 64 samples or of a sixteenth of a column, whichever is more: no dot can show
  /// the difference.
  static func smooth(_ series: Series, weight: Double, perColumn: Double) -> Series {
    let store = series.store
    if series.xs == nil, store.blocks.count > 1024 {
      let (blocks, length) = store.blocks(ofAtMost: perColumn / 16)
      var running = RunningMean(weight: pow(weight, Double(length)))
      let ys = blocks.map { running.add($0.mean) }
      return Series(
        series.label, role: .smooth, ys: ys, firstX: store.x(at: length - 1),
        stride: store.stride * Double(length))
    }
    var running = RunningMean(weight: weight)
    let values = series.ys
    let ys = values.indices.untilInterrupted.map { running.add(values[$0]) }
    return Series(
      series.label, role: .smooth, xs: series.xs, ys: ys, firstX: series.store.firstX,
      stride: series.store.stride)
  }
}

private struct RunningMean {
  let weight: Double
  var sum = 0.0
  var remaining = 1.0

  init(weight: Double) { self.weight = weight }

  /// The mean after one more value; NaN where the value is not finite.
  mutating func add(_ value: Double) -> Double {
    guard value.isFinite else { return .nan }
    sum = weight * sum + (1 - weight) * value
    remaining *= weight
    return sum / (1 - remaining)
  }
}
