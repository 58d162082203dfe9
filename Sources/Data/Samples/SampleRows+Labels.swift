import Support

extension SampleRows {
  /// Whether the last axis holds nothing but 0 and 1, two columns or more, and some row of it
  /// another number of ones than one: several labels a sample, and not one-hot classes.
  package var hasSeveralLabels: Bool {
    let width = shape.extents.last ?? 1
    guard width > 1, count > 0 else { return false }
    var (place, ones, isOneHot) = (0, 0.0, true)
    func isOther(_ value: Double) -> Bool {
      guard value == 0 || value == 1 else { return true }
      ones += value
      place += 1
      if place % width == 0 {
        isOneHot = isOneHot && ones == 1
        ones = 0
      }
      return false
    }
    if isDense || order != nil { return firstRow(where: isOther) == nil && !isOneHot }
    let hasOther = (0..<count).untilInterrupted(every: 64).contains { row in
      (0..<shape.count).contains { isOther(number(row, $0)) }
    }
    return !hasOther && !isOneHot
  }

  /// How often each class is the largest of a row's last axis.
  package var largestCounts: [Int: Int] {
    let width = max(shape.extents.last ?? 1, 1)
    var counts: [Int: Int] = [:]
    for row in (0..<count).untilInterrupted(every: 64) {
      for start in Swift.stride(from: 0, to: shape.count, by: width) {
        var best = 0
        for column in 1..<width where number(row, start + column) > number(row, start + best) {
          best = column
        }
        counts[best, default: 0] += 1
      }
    }
    return counts
  }
}
