import Engine
import Support

/// How a range is chosen from the numbers that were seen.
package enum CalibrationMethod: String, Sendable, CaseIterable {
  /// From the smallest to the largest.
  case minmax
  /// The most central 99.9 % of magnitudes.
  case percentile
  /// Where the rounded numbers tell least less than the numbers (TensorRT, Migacz 2017).
  case entropy
}

/// Counts of magnitudes between 0 and the largest, in bins of equal width.
struct RangeHistogram {
  static let binCount = 2048

  let low: Double
  let high: Double
  private var counts = [Double](repeating: 0, count: RangeHistogram.binCount)

  /// Of numbers from `low` to `high`.
  init(low: Double, high: Double) { (self.low, self.high) = (low, high) }

  private var largest: Double { max(abs(low), abs(high)) }

  mutating func add(_ numbers: [Double]) {
    guard largest > 0, largest.isFinite else { return }
    let scale = Double(Self.binCount) / largest
    for number in numbers where number.isFinite {
      counts[Int(saturating: min(abs(number) * scale, Double(Self.binCount - 1)))] += 1
    }
  }

  /// The range that the method chooses; never wider than the numbers.
  func range(_ method: CalibrationMethod) -> ByteRange {
    let bound: Double
    switch method {
    case .minmax: return ByteRange(low: low, high: high)
    case .percentile: bound = edge(percentileBin)
    case .entropy: bound = edge(entropyBin)
    }
    return ByteRange(low: max(low, -bound), high: min(high, bound))
  }

  private func edge(_ bins: Int) -> Double { largest * Double(bins) / Double(Self.binCount) }

  private var percentileBin: Int {
    let wanted = counts.reduce(0, +) * 0.999
    var sum = 0.0
    for (bin, count) in counts.enumerated() {
      sum += count
      if sum >= wanted { return bin + 1 }
    }
    return Self.binCount
  }

  /// How many bins are kept: the fewest divergence between the counts, with all beyond added to the last bin, and
  /// what is left of them in as many steps as a byte has on that side.
  private var entropyBin: Int {
    let levels = low < 0 ? 128 : 255
    var (best, least) = (Self.binCount, Double.infinity)
    for kept in stride(from: levels, through: Self.binCount, by: 8) {
      let divergence = divergence(keeping: kept, levels)
      if divergence < least { (best, least) = (kept, divergence) }
    }
    return best
  }

  private func divergence(keeping kept: Int, _ levels: Int) -> Double {
    var p = Array(counts[..<kept])
    p[kept - 1] += counts[kept...].reduce(0, +)
    let total = p.reduce(0, +)
    guard total > 0 else { return .infinity }
    var q = [Double](repeating: 0, count: kept)
    for level in 0..<levels {
      let bins = level * kept / levels..<(level + 1) * kept / levels
      let filled = bins.filter { counts[$0] > 0 }
      guard !filled.isEmpty else { continue }
      let mean = bins.reduce(0) { $0 + counts[$1] } / Double(filled.count)
      for bin in filled { q[bin] = mean }
    }
    let sum = q.reduce(0, +)
    guard sum > 0 else { return .infinity }
    // A number that the steps cannot tell at all counts as if it were met once in a million.
    let filled = (0..<kept).filter { p[$0] > 0 }
    let ratios = logarithms(filled.map { p[$0] / total / max(q[$0] / sum, 1e-6) })
    return zip(filled, ratios).reduce(0) { $0 + p[$1.0] / total * $1.1 }
  }
}
