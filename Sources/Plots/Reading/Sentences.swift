import Support

// Parts of the sentences in which several kinds of charts tell what they show.

/// `3, 1 and 2`; at most `limit` of them, then how many more there are.
func listed(_ parts: [String], limit: Int = 12) -> String {
  let more = parts.count - limit
  let shown = more > 0 ? parts.prefix(limit) + ["\(more) more"] : parts[...]
  guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
  return shown.dropLast().joined(separator: ", ") + " and " + last
}

/// `half of them lie between 1 and 4`: the quartiles of numbers in rising order, none of them NaN.
func middleHalf(_ sorted: [Double]) -> String {
  guard !sorted.isEmpty else { return "none is finite" }
  let (lower, upper) = (quantile(0.25, of: sorted), quantile(0.75, of: sorted))
  return "half of them lie between \(short(lower)) and \(short(upper))"
}

/// The value below which such a share of numbers in rising order lies, linear between the two nearest; NaN without
/// any.
func quantile(_ share: Double, of sorted: [Double]) -> Double {
  guard let last = sorted.last else { return .nan }
  let place = share * Double(sorted.count - 1)
  let below = Int(place, within: 0...(sorted.count - 1))
  guard below + 1 < sorted.count else { return last }
  let part = place - Double(below)
  return sorted[below] * (1 - part) + sorted[below + 1] * part
}

/// Where a place lies on a square, (0, 0) at the lower left and (1, 1) at the upper right: `upper left`, `middle`.
func region(_ x: Double, _ y: Double) -> String {
  func third(_ share: Double) -> Int { share < 0.4 ? 0 : share > 0.6 ? 2 : 1 }
  let (across, up) = (["left", "", "right"][third(x)], ["lower", "", "upper"][third(y)])
  if across.isEmpty { return up.isEmpty ? "middle" : "\(up) middle" }
  return up.isEmpty ? across : "\(up) \(across)"
}

extension Series {
  /// `lowest, 1, at x 1` and the same of the highest, where these are neither the first nor the last value; a curve's
  /// turn is what its two ends do not tell. Empty for others.
  func turns(
    at: (Double) -> String, _ words: (Double) -> String = { short($0) }
  ) -> String {
    guard let first = ys.firstIndex(where: \.isFinite), let last = ys.lastIndex(where: \.isFinite)
    else { return "" }
    let ends = [ys[first], ys[last]]
    let summary = summary
    let parts = [("lowest", summary.minimum), ("highest", summary.maximum)].compactMap {
      word, value -> String? in
      guard value.isFinite, !ends.contains(value), let index = store.firstIndex(of: value) else {
        return nil
      }
      return "\(word), \(words(value)), at \(at(x(at: index)))"
    }
    return parts.joined(separator: " and ")
  }
}

extension Series {
  /// Whether a sample stands beside a place without a value, or at a jump from one side of all values to the other: there
  /// a function goes on beyond what was sampled.
  func isAtBreak(_ index: Int) -> Bool {
    let summary = summary
    let middle = summary.minimum / 2 + summary.maximum / 2
    let reach = summary.maximum / 2 - summary.minimum / 2
    func breaks(_ other: Int) -> Bool {
      guard ys.indices.contains(other) else { return false }
      guard ys[other].isFinite else { return true }
      // A step is as high on both of its sides; a pole stands out from what lies behind it.
      let behind = 2 * index - other
      let isSteep =
        ys.indices.contains(behind) && abs(ys[index] - ys[behind]) > 0.2 * reach
      return isSteep && (ys[other] - middle) * (ys[index] - middle) < 0
        && abs(ys[other] - middle) > 0.5 * reach
    }
    return breaks(index - 1) || breaks(index + 1)
  }
}

extension PointClass {
  /// The means of both coordinates and how they go together: `around (1, 2), correlation 0.87`; empty without points.
  func center(_ x: (Double) -> String, _ y: (Double) -> String) -> String {
    var (mean, count, reach) = ((x: 0.0, y: 0.0), 0.0, (x: 0.0, y: 0.0))
    for index in (0..<self.count).untilInterrupted where xs[index].isFinite && ys[index].isFinite {
      count += 1
      reach = (max(reach.x, abs(xs[index])), max(reach.y, abs(ys[index])))
      mean.x += (xs[index] - mean.x) / count
      mean.y += (ys[index] - mean.y) / count
    }
    guard count > 0, mean.x.isFinite, mean.y.isFinite else { return "" }
    // What rounding leaves of 0 is 0.
    func known(_ mean: Double, _ reach: Double) -> Double { abs(mean) < 1e-9 * reach ? 0 : mean }
    let text = "around (\(x(known(mean.x, reach.x))), \(y(known(mean.y, reach.y))))"
    let r = correlation(xs.prefix(self.count), ys.prefix(self.count))
    return r.isNaN ? text : text + ", correlation \(NumberText.fixed(r, decimals: 2))"
  }
}

/// Pearson's correlation of the pairs that are finite on both sides; NaN for fewer than three and for constants.
func correlation(_ xs: ArraySlice<Double>, _ ys: ArraySlice<Double>) -> Double {
  Magnitude.correlation(xs, ys, least: 3)
}

extension ImageCell {
  /// How light the picture is in its upper, middle and lower third, and in those from left to right; empty for pictures
  /// of fewer than three rows or columns.
  var thirds: String {
    guard width >= 3, height >= 3 else { return "" }
    func share(_ part: Int) -> Range<Double> { Double(part) / 3..<Double(part + 1) / 3 }
    func light(_ x: Range<Double>, _ y: Range<Double>) -> String {
      NumberText.fixed(color(x: x, y: y).lightness, decimals: 2)
    }
    let down = (0..<3).map { light(0..<1, share($0)) }
    let across = (0..<3).map { light(share($0), 0..<1) }
    return "From 0, black, to 1, white, its thirds are \(listed(down)) from top to bottom, and"
      + " \(listed(across)) from left to right."
  }
}

extension BoundaryField {
  /// Where the middle of each class's region lies: `0 lower left`; the first eight classes that have one.
  func regions(_ names: (Int) -> String) -> [String] {
    var sums = [(x: Double, y: Double, count: Double)](repeating: (0, 0, 0), count: classCount)
    for index in winners.indices where sums.indices.contains(winners[index]) {
      sums[winners[index]].x += (Double(index % max(1, columns)) + 0.5) / Double(max(1, columns))
      sums[winners[index]].y += (Double(index / max(1, columns)) + 0.5) / Double(max(1, rows))
      sums[winners[index]].count += 1
    }
    return sums.enumerated().filter { $0.element.count > 0 }.prefix(8).map { index, sum in
      "\(names(index)) \(region(sum.x / sum.count, sum.y / sum.count))"
    }
  }
}
