import Data
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
  /// The first row with a number below 0, where all are whole: class numbers are not.
  let negative: (row: Int, value: Double)?
  /// The two whole numbers, the smaller first, where no others occur.
  let pair: (low: Int, high: Int)?

  init(_ targets: SampleRows) {
    shape = targets.shape
    if targets.dtype == .int32, let counts = targets.covered.labelCounts {
      let used = counts.indices.filter { counts[$0] > 0 }
      (low, high) = (Double(used.first ?? 0), Double(used.last ?? 0))
      isWhole = true
      classCounts = Dictionary(uniqueKeysWithValues: used.map { ($0, counts[$0]) })
      negative = nil
      pair = used.count == 2 ? (used[0], used[1]) : nil
      return
    }
    var (low, high, isWhole) = (Double.infinity, -Double.infinity, true)
    var counts: [Int: Int] = [:]
    var isInteger = true
    var seen: Set<Int> = []
    targets.forEachCovered { value in
      if let number = Int(exactly: value) {
        if seen.count < 3 { seen.insert(number) }
      } else {
        isInteger = false
      }
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
    pair =
      isInteger && seen.count == 2
      ? seen.min().flatMap { low in seen.max().map { (low, $0) } } : nil
    negative =
      isInteger && low < 0
      ? targets.firstRow { $0 < 0 }.map { row in
        let values = (0..<max(targets.shape.count, 1)).map { targets.number(row, $0) }
        return (row, values.first { $0 < 0 } ?? low)
      } : nil
  }

  var isZeroOrOne: Bool { isWhole && high <= 1 }

  /// In words, for the error that no loss can be chosen.
  var described: String {
    if isZeroOrOne { return "0 and 1" }
    return isWhole ? "class numbers 0 to \(NumberText.exact(high))" : "numbers"
  }
}
