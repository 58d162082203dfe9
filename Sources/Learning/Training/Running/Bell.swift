import Support

/// Lets one thread wait, for a limited time, until another one rings.
final class Bell: Sendable {
  private let monitor = Monitor(())

  func ring() { monitor.change { _ in } }

  /// Waits until `isReached`, which is asked before sleeping and after each ring, or until the
  /// time is up; answers whether it was reached.
  func wait(seconds: Double, until isReached: () -> Bool) -> Bool {
    let deadline = monotonicSeconds() + min(max(seconds, 0), 1e9)
    return monitor.wait(until: UInt64(Int(saturating: deadline * 1e9))) { _ in isReached() }
  }
}
