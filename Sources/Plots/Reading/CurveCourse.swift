extension PointClass {
  /// What a curve does from its left end to its right: `falls from 4 at x -2 to 0 at x 0, then rises to 4 at x 2`.
  ///
  /// A turn counts from a twentieth of the curve's height on; of many turns the first three stretches and the end are
  /// told. `nil` for curves that do not go from left to right, and for those without two finite points.
  func course(_ across: (Double) -> String, _ up: (Double) -> String) -> String? {
    let places = (0..<count).filter { xs[$0].isFinite && ys[$0].isFinite }
    guard let first = places.first, let last = places.last, first < last,
      zip(places, places.dropFirst()).allSatisfy({ xs[$0] <= xs[$1] })
    else { return nil }
    let heights = places.map { ys[$0] }
    let least = ((heights.max() ?? 0) / 2 - (heights.min() ?? 0) / 2) / 10
    func at(_ index: Int) -> String { "\(up(ys[index])) at x \(across(xs[index]))" }
    guard least > 0 else {
      return "is \(up(ys[first])) from x \(across(xs[first])) to \(across(xs[last]))"
    }
    let ends = turns(of: places, least) + [last]
    var text = ""
    var from = first
    for (leg, to) in ends.prefix(3).enumerated() {
      let verb = ys[to] < ys[from] ? "falls" : ys[to] > ys[from] ? "rises" : "goes"
      text += leg == 0 ? "\(verb) from \(at(from)) to \(at(to))" : ", then \(verb) to \(at(to))"
      from = to
    }
    let more = ends.count - 3
    return more > 0
      ? text + ", turns \(more == 1 ? "once" : "\(more) times") more and ends at \(at(last))" : text
  }

  /// The places at which it turns by more than `least`, from the left.
  private func turns(of places: [Int], _ least: Double) -> [Int] {
    var found: [Int] = []
    var (low, high, direction) = (places[0], places[0], 0)
    for index in places.dropFirst() {
      if ys[index] < ys[low] { low = index }
      if ys[index] > ys[high] { high = index }
      if direction >= 0, ys[high] - ys[index] > least {
        if direction > 0 || high != places[0] { found.append(high) }
        (direction, low, high) = (-1, index, index)
      } else if direction <= 0, ys[index] - ys[low] > least {
        if direction < 0 || low != places[0] { found.append(low) }
        (direction, low, high) = (1, index, index)
      }
    }
    return found
  }
}
