/// When a run is kept on the disk: soon after it begins, then in growing intervals, and so seldom that
/// all of it takes at most a fiftieth of the time. Times are seconds since the run began.
struct KeepingTimes {
  private static let first = 0.25
  private static let longest = 5.0
  /// Of the time of a run.
  private static let share = 0.02

  private var interval = KeepingTimes.first
  private var next = KeepingTimes.first
  /// How long it has taken so far, and the last time.
  private(set) var total = 0.0
  private var last = 0.0

  /// Whether nobody notices that it waits for it.
  var isBrief: Bool { last < 0.05 }

  func isDue(after seconds: Double) -> Bool { seconds >= next }

  /// It was kept, which took so long.
  mutating func note(seconds: Double, at time: Double) {
    total += seconds
    last = seconds
    // The next one is taken to cost as much, and is within the share as well.
    next = max(time + interval, (total + last) / KeepingTimes.share)
    interval = min(2 * interval, KeepingTimes.longest)
  }
}
