import Support

/// Values that stand out of a curve.
enum Spikes {
  /// How many of the usual changes from sample to sample a value must stand out by.
  private static let factor = 8.0
  /// As many places are enough to go through one by one.
  private static let limit = 10_000

  /// The positions of the first sample of each run that is not finite, and of samples that differ from both neighbours, in
  /// the same direction, by more than eight times the median change between neighbours.
  static func places(of series: Series) -> [Double] {
    let values = series.ys
    var found: [Double] = []
    let usual = medianChange(values)
    for index in values.indices.untilInterrupted where found.count < limit {
      let value = values[index]
      guard value.isFinite else {
        if index == 0 || values[index - 1].isFinite { found.append(series.x(at: index)) }
        continue
      }
      guard usual > 0, index > 0, index + 1 < values.count else { continue }
      let (before, after) = (value - values[index - 1], value - values[index + 1])
      if before * after > 0, min(abs(before), abs(after)) > factor * usual {
        found.append(series.x(at: index))
      }
    }
    return found.filter(\.isFinite)
  }

  /// The median of what neighbours differ by, of a systematic sample of at most 8,192 of them; 0 where there are none.
  private static func medianChange(_ values: [Double]) -> Double {
    guard values.count > 2 else { return 0 }
    var changes: [Double] = []
    for index in stride(from: 1, to: values.count, by: max(1, values.count / 8192)) {
      let change = abs(values[index] - values[index - 1])
      if change.isFinite, change > 0 { changes.append(change) }
    }
    guard !changes.isEmpty else { return 0 }
    return Selection.value(at: changes.count / 2, of: &changes)
  }
}
