import Support

/// Minimum, maximum and counts of a stretch of samples; summaries of neighbours can be joined.
package struct SampleSummary: Sendable, Equatable {
  /// The smallest finite value; +∞ if there is none.
  package private(set) var minimum = Double.infinity
  /// The largest finite value; −∞ if there is none.
  package private(set) var maximum = -Double.infinity
  /// The sum of the finite values.
  package private(set) var sum = 0.0
  /// How many values are finite.
  package private(set) var finiteCount = 0
  /// How many values are not a number.
  package private(set) var nanCount = 0
  /// How many values are +∞.
  package private(set) var positiveInfinityCount = 0
  /// How many values are −∞.
  package private(set) var negativeInfinityCount = 0

  /// The summary of no samples.
  package init() {}

  /// Summarises `values[range]`; the range must lie inside.
  package init(of values: [Double], in range: Range<Int>) {
    guard range.count <= 1 << 16 else {
      for start in stride(from: range.lowerBound, to: range.upperBound, by: 1 << 16) {
        if Interrupt.isRaised { return }
        add(SampleSummary(of: values, in: start..<min(start + 1 << 16, range.upperBound)))
      }
      return
    }
    values.withUnsafeBufferPointer { all in
      let part = UnsafeBufferPointer(rebasing: all[range])
      // Finite minus itself is 0, anything else NaN: one cheap test for the usual case.
      var probe = 0.0
      var total = 0.0
      var low = Double.infinity
      var high = -Double.infinity
      for value in part {
        probe += value - value
        total += value
        low = value < low ? value : low
        high = value > high ? value : high
      }
      if probe == 0, !part.isEmpty {
        (minimum, maximum, sum, finiteCount) = (low, high, total, part.count)
      } else {
        for value in part { add(value) }
      }
    }
  }

  /// Adds one value.
  package mutating func add(_ value: Double) {
    if value.isFinite {
      minimum = min(minimum, value)
      maximum = max(maximum, value)
      sum += value
      finiteCount += 1
    } else if value.isNaN {
      nanCount += 1
    } else if value > 0 {
      positiveInfinityCount += 1
    } else {
      negativeInfinityCount += 1
    }
  }

  /// Adds everything another summary knows.
  package mutating func add(_ other: SampleSummary) {
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    sum += other.sum
    finiteCount += other.finiteCount
    nanCount += other.nanCount
    positiveInfinityCount += other.positiveInfinityCount
    negativeInfinityCount += other.negativeInfinityCount
  }

  /// The mean of the finite values; NaN if there is none.
  package var mean: Double { finiteCount > 0 ? sum / Double(finiteCount) : .nan }
}
