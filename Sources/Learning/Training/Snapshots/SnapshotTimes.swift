/// How much time a run's snapshots may take.
struct SnapshotTimes {
  private var total = 0.0
  /// The last of them: after which step, how long it took, and when it was made.
  private var last = (step: 0, seconds: 0.0, end: 0.0)

  /// Whether one may be made: all of them take a hundredth of the time since `start`, and 20 ms. After these a fast run
  /// is still kept whenever it has made a twentieth more steps, so that none is far from the last one kept.
  func allow(step: Int, at now: Double, since start: Double) -> Bool {
    total <= 0.02 + 0.01 * (now - start)
      || step - last.step > step / 20 && last.seconds <= 0.01 * (now - last.end)
  }

  /// One was made between these times.
  mutating func note(step: Int, from start: Double, to end: Double) {
    last = (step, end - start, end)
    total += end - start
  }
}
