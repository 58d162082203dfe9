import Support

/// Where numbers gather: the hills of a histogram, for whoever does not see its bars.
struct Peaks {
  /// The value under each top, from the left to the right.
  let values: [Double]
  /// The one under the highest top; `nil` without a hill.
  let highest: Double?
  /// Whether no place is much fuller than any other.
  let isEven: Bool
  /// The middle of the tallest bar and how many numbers it holds; `nil` for too few.
  let tallest: (value: Double, count: Int)?

  /// Fewer numbers are told one by one; a hill of them would be chance.
  private static let least = 12

  /// Of the bars that are drawn. A hill is what rises over the valleys beside it by a quarter of the highest bar, and by
  /// more than two deviations of its count, so that chance makes none.
  init(_ bins: Bins, _ bars: [Int]) {
    let filled = bars.count { $0 > 0 }
    guard bars.reduce(0, +) >= Self.least, filled > 1 else {
      (values, highest, isEven, tallest) = ([], nil, false, nil)
      return
    }
    let counts = bars.map(Double.init)
    let top = counts.max() ?? 0
    // Of few numbers chance makes any shape; the outermost intervals are seldom full.
    isEven =
      counts.count > 4 && top >= 20
      && counts.dropFirst().dropLast().allSatisfy {
        top - $0 <= max(0.45 * top, 2.5 * top.squareRoot())
      }
    tallest = bars.indices.max { bars[$0] < bars[$1] }.map { (bins.middle($0), bars[$0]) }
    let tops = isEven ? [] : Self.tops(of: counts, top: top)
    values = tops.map(bins.middle)
    highest = tops.max { counts[$0] < counts[$1] }.map(bins.middle)
  }

  /// `They have 2 peaks, near -4 and 4, the highest near 4.`; empty where there is nothing to tell.
  var sentence: String {
    if isEven { return "They are spread about evenly." }
    func near(_ value: Double) -> String { short(value) }
    guard let highest, let first = values.first else {
      return tallest.map {
        "The tallest bar, near \(near($0.value)), holds \(NumberText.grouped($0.count)) of them."
      } ?? ""
    }
    if values.count == 1 { return "They have one peak, near \(near(first))." }
    return "They have \(values.count) peaks, near \(listed(values.map(near), limit: 6)),"
      + " the highest near \(near(highest))."
  }

  private static func tops(of counts: [Double], top: Double) -> [Int] {
    let mean = counts.reduce(0, +) / Double(max(1, counts.count))
    return counts.indices.filter { index in
      let count = counts[index]
      // Of a level top the first place counts.
      guard count > 0, index == 0 || counts[index - 1] < count,
        (counts[(index + 1)...].first { $0 != count } ?? 0) < count
      else { return false }
      // Over the highest one nothing rises: it is held against all bars.
      let valley = max(
        count == top ? mean : 0,
        valley(from: index, in: counts.indices[..<index].reversed(), counts, strict: true),
        valley(from: index, in: counts.indices[(index + 1)...], counts, strict: false))
      return count - valley >= max(0.25 * top, 2 * (count + valley).squareRoot())
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
