import Support

/// Where numbers gather: the hills of their distribution, for whoever does not see its bars.
struct Peaks {
  /// The value under each top, from the left to the right.
  let values: [Double]
  /// The one under the highest top; `nil` without a hill.
  let highest: Double?
  /// Whether no place is much fuller than any other.
  let isEven: Bool

  /// Fewer numbers are told one by one; a hill of them would be chance.
  private static let least = 12

  /// Of numbers in rising order, all finite. A hill is what rises over the valleys beside it by a quarter of the highest,
  /// and by more than two deviations of its count, so that chance makes none.
  init(_ sorted: [Double]) {
    guard sorted.count >= Self.least, let low = sorted.first, let high = sorted.last, low < high,
      (high - low).isFinite
    else {
      (values, highest, isEven) = ([], nil, false)
      return
    }
    let whole = Bins(sorted, low: low, high: high, columns: 60)
    // Bins as wide as those of the picture would run two hills that lie far apart into one.
    let places = Int(saturating: (1.2 * Double(sorted.count).squareRoot()).rounded())
    let size = whole.isWhole ? whole.size : (high - low) / Double(min(max(places, 10), 40))
    let start = whole.isWhole ? whole.start : low
    var tally = [Double](
      repeating: 0, count: whole.isWhole ? whole.count : min(max(places, 10), 40))
    for index in sorted.indices.untilInterrupted {
      tally[Int((sorted[index] - start) / size, within: 0...(tally.count - 1))] += 1
    }
    let counts = Self.smoothed(Self.smoothed(tally))
    let top = counts.max() ?? 0
    // The outermost intervals are seldom full.
    isEven =
      counts.count > 4 && counts.dropFirst().dropLast().allSatisfy { $0 >= 0.55 * top }
    let tops = isEven ? [] : Self.tops(of: counts, top: top)
    func middle(_ place: Int) -> Double { start + (Double(place) + 0.5) * size }
    values = tops.map(middle)
    highest = tops.max { counts[$0] < counts[$1] }.map(middle)
  }

  /// `They have 2 peaks, near -4 and 4, the highest near 4.`; empty where there is nothing to tell.
  var sentence: String {
    if isEven { return "They are spread about evenly." }
    guard let highest, let first = values.first else { return "" }
    func near(_ value: Double) -> String { short(value, digits: 2) }
    if values.count == 1 { return "They have one peak, near \(near(first))." }
    return "They have \(values.count) peaks, near \(listed(values.map(near), limit: 6)),"
      + " the highest near \(near(highest))."
  }

  /// Each count with half of its neighbours; nothing lies beyond the ends.
  private static func smoothed(_ counts: [Double]) -> [Double] {
    counts.indices.map { index in
      let before = index > 0 ? counts[index - 1] : 0
      let after = index + 1 < counts.count ? counts[index + 1] : 0
      return (before + 2 * counts[index] + after) / 4
    }
  }

  private static func tops(of counts: [Double], top: Double) -> [Int] {
    counts.indices.filter { index in
      let count = counts[index]
      // Of a level top the first place counts.
      guard count > 0, index == 0 || counts[index - 1] < count,
        (counts[(index + 1)...].first { $0 != count } ?? 0) < count
      else { return false }
      let valley = max(
        valley(from: index, in: counts.indices[..<index].reversed(), counts, strict: true),
        valley(from: index, in: counts.indices[(index + 1)...], counts, strict: false))
      return count - valley >= max(0.25 * top, 2 * count.squareRoot())
    }
  }

  /// The lowest count on the way to a higher one; 0 where there is none.
  private static func valley(
    from index: Int, in places: some Sequence<Int>, _ counts: [Double], strict: Bool
  ) -> Double {
    var lowest = counts[index]
    for place in places {
      // Of two equal hills the left one counts as the higher, so that both are told.
      let isHigher = counts[place] > counts[index]
      if isHigher || (strict && counts[place] == counts[index] && lowest < counts[index]) {
        return lowest
      }
      lowest = min(lowest, counts[place])
    }
    return 0
  }
}
