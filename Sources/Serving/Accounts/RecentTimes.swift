import Support

/// How long the newest answers took, each for itself: percentiles of what a histogram only knows by its steps.
package struct RecentTimes: Equatable, Sendable {
  /// So many are kept.
  package static let most = 1_000
  private var times: [Double] = []
  private var next = 0

  /// Nothing has been measured.
  package init() {}

  /// The longest of them, in seconds; `nil` without answers.
  package var longest: Double? { times.max() }

  /// Keeps one that took so many seconds, and forgets the oldest beyond `most`.
  package mutating func add(_ seconds: Double) {
    if times.count < Self.most {
      times.append(seconds)
    } else {
      times[next] = seconds
      next = (next + 1) % Self.most
    }
  }

  /// The smallest of these times that a share of them, from 0 to 1, did not exceed (nearest rank); `nil` without answers.
  package func quantile(_ share: Double) -> Double? {
    guard !times.isEmpty, (0...1).contains(share) else { return nil }
    let rank = Int((share * Double(times.count)).rounded(.up), within: 1...times.count)
    return times.sorted()[rank - 1]
  }
}
