/// How long answers took: counts in fixed steps, from which shares of all and percentiles follow.
package struct LatencyHistogram: Equatable, Sendable {
  /// Upper ends of the steps, in seconds; the last step has none.
  package static let bounds = [
    0.000_25, 0.000_5, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.2,
    0.5, 1, 2, 5, 10,
  ]
  /// How many took longer than the bound before and at most this one; one more than `bounds`.
  package private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
  /// Of all, in seconds.
  package private(set) var sum = 0.0

  /// Nothing has been measured.
  package init() {}

  /// How many there were.
  package var count: Int { counts.reduce(0, +) }

  /// Counts one that took so many seconds.
  package mutating func add(_ seconds: Double) {
    counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    sum += seconds
  }

  /// The time that this share of all answers did not exceed, in seconds, linear in its step; `nil` without answers.
  package func quantile(_ share: Double) -> Double? {
    let rank = share * Double(count)
    guard count > 0 else { return nil }
    var below = 0
    for (index, step) in counts.enumerated() {
      guard Double(below + step) < rank || step == 0 else {
        guard index < Self.bounds.count else { return Self.bounds[index - 1] }
        let start = index == 0 ? 0 : Self.bounds[index - 1]
        return start + (Self.bounds[index] - start) * (rank - Double(below)) / Double(step)
      }
      below += step
    }
    return Self.bounds.last
  }
}
