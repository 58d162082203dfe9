import Engine

/// What the targets look like: enough to choose a loss and to warn.
struct TargetSummary {
  /// One target, without the batch.
  let shape: Shape
  let low: Double
  let high: Double
  /// Whole numbers from 0 on.
  let isWhole: Bool
  /// How often each class number occurs; empty unless the targets are whole.
  let classCounts: [Int: Int]

  init(_ targets: SampleRows) {
    shape = targets.shape
    if targets.dtype == .int32, let counts = targets.covered.labelCounts {
      let used = counts.indices.filter { counts[$0] > 0 }
      (low, high) = (Double(used.first ?? 0), Double(used.last ?? 0))
      isWhole = true
      classCounts = Dictionary(uniqueKeysWithValues: used.map { ($0, counts[$0]) })
      return
    }
    var (low, high, isWhole) = (Double.infinity, -Double.infinity, true)
    var counts: [Int: Int] = [:]
    targets.forEachCovered { value in
      low = min(low, value)
      high = max(high, value)
      guard isWhole, let number = Int(exactly: value), number >= 0 else {
        isWhole = false
        return
      }
      counts[number, default: 0] += 1
    }
    (self.low, self.high, self.isWhole) = (low, high, isWhole)
    classCounts = isWhole ? counts : [:]
  }

  var isZeroOrOne: Bool { isWhole && high <= 1 }

  /// In words, for the error that no loss can be chosen.
  var described: String {
    if isZeroOrOne { return "0 and 1" }
    return isWhole ? "class numbers 0 to \(Int(high))" : "numbers"
  }
}
