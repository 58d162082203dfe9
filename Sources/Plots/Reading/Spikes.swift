import Support

/// Values that stand out of a curve.
enum Spikes {
  /// How many of the usual changes from sample to sample a value must stand out by.
  private static let factor = 8.0
  /// Changes on each side that say what is usual there: a loss that falls is noisy at first and calm at its end.
  private static let reach = 32
  /// As many places are enough to go through one by one.
  private static let limit = 10_000
  /// Where more values stand out than one of so many, only those that do most are worth a look.
  private static let share = 50

  /// The positions of the first sample of each run that is not finite, and of samples that differ from both neighbours, in
  /// the same direction, by more than eight times the median change between neighbours around them.
  static func places(of series: Series) -> [Double] {
    let values = series.ys
    var gaps: [Int] = []
    var found: [(index: Int, rank: Double)] = []
    for index in values.indices.untilInterrupted where gaps.count < limit {
      let value = values[index]
      guard value.isFinite else {
        if index == 0 || values[index - 1].isFinite { gaps.append(index) }
        continue
      }
      guard index > 0, index + 1 < values.count else { continue }
      let (before, after) = (value - values[index - 1], value - values[index + 1])
      guard before * after > 0 else { continue }
      if let rank = rank(of: min(abs(before), abs(after)), at: index, in: values) {
        found.append((index, rank))
      }
    }
    let most = min(limit, max(5, values.count / share))
    if found.count > most { found = Array(found.sorted { $0.rank > $1.rank }.prefix(most)) }
    return (gaps + found.map(\.index)).sorted().map(series.x(at:)).filter(\.isFinite)
  }

  /// By how many mean changes a change stands out of those around it; `nil` where it is not eight times their median.
  private static func rank(of change: Double, at index: Int, in values: [Double]) -> Double? {
    var (small, count, sum) = (0, 0, 0.0)
    for next in max(1, index - reach)...min(values.count - 1, index + reach) {
      let one = abs(values[next] - values[next - 1])
      guard one.isFinite else { continue }
      count += 1
      sum += one
      if one * factor < change { small += 1 }
    }
    // The median is below it where more than half of them are.
    guard change.isFinite, 2 * small > count, sum > 0 else { return nil }
    return change * Double(count) / sum
  }
}
