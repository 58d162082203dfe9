import Support

/// The time of a session that plays itself: the clock's where somebody looks on, and counted where
/// nobody does, so that the same session gives the same recording.
final class PlayClock {
  private let start: Double?
  private var counted = 0.0
  /// How long it stood still.
  private var stood = 0.0
  /// Since when it stands still.
  private var halt: Double?

  /// One that counts what is waited for, and waits for nothing.
  init(isCounted: Bool) { start = isCounted ? nil : monotonicSeconds() }

  /// Seconds since the beginning.
  var seconds: Double { start.map { (halt ?? monotonicSeconds()) - $0 - stood } ?? counted }

  /// Whether it stands still: what is written then belongs to no time.
  var stands: Bool { halt != nil }

  /// Lets no time go by while `body` runs.
  func standStill(_ body: () -> Void) {
    guard start != nil, halt == nil else { return body() }
    let now = monotonicSeconds()
    halt = now
    body()
    stood += monotonicSeconds() - now
    halt = nil
  }

  /// Lets so many seconds go by; `isEnough` is asked now and then, and ends it. Answers whether it did.
  func wait(_ seconds: Double, until isEnough: () -> Bool) -> Bool {
    guard start != nil else {
      counted += max(0, seconds)
      return false
    }
    let end = monotonicSeconds() + seconds
    while true {
      if isEnough() { return true }
      let left = end - monotonicSeconds()
      if left <= 0 { return false }
      Pace.wait(seconds: min(left, 0.02))
    }
  }
}
