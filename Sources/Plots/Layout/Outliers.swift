import Support

/// Which values of the curves decide the vertical range, and what lies outside it.
enum Outliers {
  /// The range the picture must show.
  ///
  /// Validation, smooth and reference curves are inside completely; of noisy ones the values from
  /// quantile 0.1 % to 99.5 %, each series by its own, unless leaving the rest out would win less than
  /// a twentieth of the height.
  static func range(
    of series: [Series], axis: Axis, x: ScaleMap
  ) -> (low: Double, high: Double) {
    let isLog = axis.scale == .log10
    var all = (low: Double.infinity, high: -Double.infinity)
    var kept = all
    for one in series {
      let range = one.isSorted ? one.indices(from: x.low, to: x.high) : 0..<one.count
      var summary = one.store.summary(of: range)
      if isLog, summary.minimum <= 0 {
        summary = SampleSummary()
        for index in range.untilInterrupted where one.ys[index] > 0 { summary.add(one.ys[index]) }
      }
      guard summary.finiteCount > 0 else { continue }
      all = (min(all.low, summary.minimum), max(all.high, summary.maximum))
      if one.mayExceed, axis.outliers != .fit {
        let (low, high) = quantiles(one.ys[range], isLog: isLog)
        kept = (min(kept.low, low), max(kept.high, high))
      } else {
        kept = (min(kept.low, summary.minimum), max(kept.high, summary.maximum))
      }
    }
    guard kept.low < kept.high, all.low < all.high else { return all }
    let map = ScaleMap(scale: isLog ? .log10 : .linear, low: all.low, high: all.high)
    let used = map.unit(kept.high) - map.unit(kept.low)
    return used > 0.95 ? all : kept
  }

  /// How many of the samples that `x` shows lie above `high` and below `low`, infinite ones included.
  static func count(
    of series: Series, from low: Double, to high: Double, over x: ScaleMap
  ) -> (over: Int, under: Int) {
    var over = 0
    var under = 0
    let blocks = series.store.blocks
    let values = series.ys
    for range in series.stretches(over: x) {
      var index = range.lowerBound
      while index < range.upperBound {
        let block = index / blockLength
        let end = min(range.upperBound, (block + 1) * blockLength)
        let isInside =
          block < blocks.count && blocks[block].minimum >= low && blocks[block].maximum <= high
          && blocks[block].positiveInfinityCount == 0 && blocks[block].negativeInfinityCount == 0
        if !isInside {
          for value in values[index..<end] {
            if value > high { over += 1 } else if value < low { under += 1 }
          }
        }
        if block & 0x3FF == 0, Interrupt.isRaised { return (over, under) }
        index = end
      }
    }
    return (over, under)
  }

  /// The quantiles 0.1 % and 99.5 % of a systematic sample of at most 8,192 values.
  ///
  /// The sample only places the edge; what lies outside is counted exactly.
  private static func quantiles(_ values: ArraySlice<Double>, isLog: Bool) -> (Double, Double) {
    var sample = Selection.sample(values) { $0.isFinite && (!isLog || $0 > 0) }
    guard let last = sample.indices.last else { return (.infinity, -.infinity) }
    // Up to 200 values none is an outlier above, up to 1,000 none below.
    let high = min(last, Int(saturating: (Double(sample.count) * 0.995).rounded(.up)) - 1)
    let low = Int(saturating: (Double(sample.count) * 0.001).rounded(.down))
    return (
      Selection.value(at: low, of: &sample), Selection.value(at: high, of: &sample)
    )
  }
}

extension Series {
  /// The samples that stand between the ends of an axis, as stretches of neighbours: one where positions rise.
  func stretches(over x: ScaleMap) -> [Range<Int>] {
    if isSorted { return [indices(from: x.low, to: x.high)] }
    var result: [Range<Int>] = []
    var start: Int?
    for index in (0..<count).untilInterrupted {
      let isShown = (x.low...x.high).contains(self.x(at: index))
      if isShown, start == nil { start = index }
      if !isShown, let first = start {
        result.append(first..<index)
        start = nil
      }
    }
    if let start { result.append(start..<count) }
    return result
  }

  /// What is known about the samples that stand between the ends of an axis.
  func summary(over x: ScaleMap) -> SampleSummary {
    stretches(over: x).reduce(into: SampleSummary()) { $0.add(store.summary(of: $1)) }
  }

  /// The first sample between the ends of an axis that has this value.
  func firstIndex(of value: Double, over x: ScaleMap) -> Int? {
    for range in stretches(over: x) {
      if range == 0..<count, value.isFinite { return store.firstIndex(of: value) }
      if let index = ys[range].firstIndex(of: value) { return index }
    }
    return nil
  }
}
