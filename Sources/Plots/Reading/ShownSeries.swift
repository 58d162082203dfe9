import Support

extension Axis {
  /// Whether a value lies between the ends asked for, where there are some.
  package func holds(_ value: Double) -> Bool {
    guard case .fixed(let low, let high) = domain, low < high else { return true }
    // Samples at the very ends are among them, whatever rounding made of their places.
    let slack = (high / 2 - low / 2) * 2e-9
    return (low - slack...high + slack).contains(value)
  }

  /// Whether a position has a place in the picture: between the ends asked for, and above 0 on a logarithmic axis.
  func shows(_ position: Double) -> Bool {
    if scale == .log10, !(position > 0) { return false }
    return holds(position)
  }

  /// Whether there may be positions without a place.
  fileprivate var mayHide: Bool {
    if case .fixed = domain { return true }
    return scale == .log10
  }
}

extension [Series] {
  /// What the picture does not show of finite samples, unless a part of them is looked at more closely: those at positions
  /// that a logarithmic axis does not have, and that nothing at all lies between the ends.
  func absences(on axis: Axis) -> [RowItem] {
    guard axis.mayHide else { return [] }
    var (all, shown, impossible) = (0, 0, 0)
    for one in self {
      for index in (0..<one.count).untilInterrupted where one.ys[index].isFinite {
        let position = one.x(at: index)
        all += 1
        if axis.shows(position) { shown += 1 }
        if axis.scale == .log10, !(position > 0) { impossible += 1 }
      }
    }
    var items: [RowItem] = []
    if impossible > 0 { items.append(.needed("\(NumberText.grouped(impossible)) not above 0")) }
    if all > 0, shown == 0, impossible < all {
      items.append(.needed(all == 1 ? "1 outside" : "all \(NumberText.grouped(all)) outside"))
    }
    return items
  }
}

extension Series {
  /// The samples that have a place in the picture; itself where all have.
  func shown(on axis: Axis) -> Series {
    guard axis.mayHide else { return self }
    let kept = (0..<count).untilInterrupted.filter { axis.shows(x(at: $0)) }
    guard kept.count < count else { return self }
    var result = Series(
      label, role: role, xs: kept.map { x(at: $0) }, ys: kept.map { ys[$0] }, pattern: pattern)
    (result.isSmoothed, result.leavesOutliers) = (isSmoothed, leavesOutliers)
    (result.marksBest, result.slot) = (marksBest, slot)
    return result
  }

  /// The last finite value that has a place in the picture; `nil` without one.
  func lastShown(on axis: Axis) -> Double? {
    guard axis.mayHide else { return ys.last(where: \.isFinite) }
    return ys.indices.last { ys[$0].isFinite && axis.shows(x(at: $0)) }.map { ys[$0] }
  }
}

/// Numbers as words with as few digits as tell different ones apart, at least three: 1000000.001 and 1000000.002 are not
/// both 1000000.
func apart(_ numbers: [Double]) -> (Double) -> String {
  let different = Set(numbers.filter(\.isFinite))
  let digits = (3...17).first { digits in
    Set(different.map { short($0, digits: digits) }).count == different.count
  }
  return { short($0, digits: digits ?? 17) }
}
