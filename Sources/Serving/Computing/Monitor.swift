import Glibc
import Support

/// State that threads share, and a way to sleep until it is as one of them needs it.
final class Monitor<State>: @unchecked Sendable {
  // Sendable: `state` is touched under the mutex alone; both handles never move.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var state: State

  init(_ state: sending State) {
    self.state = state
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Reads or changes the state, and wakes those who wait for it.
  func change<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    return body(&state)
  }

  /// Asks `body` now and after each change, and sleeps as long as it answers `nil`.
  func wait<Result>(for body: (inout State) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      pthread_cond_wait(condition, mutex)
    }
  }

  /// Sleeps until `isReached`, or until a moment of the monotonic clock in nanoseconds has come; answers whether
  /// it was reached.
  @discardableResult
  func wait(until deadline: UInt64, for isReached: (inout State) -> Bool) -> Bool {
    var time = timespec(
      tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while !isReached(&state) {
      if pthread_cond_timedwait(condition, mutex, &time) != 0 { return isReached(&state) }
    }
    return true
  }
}

/// The monotonic clock, which no change of the date moves.
enum Clock {
  /// In nanoseconds since some moment in the past.
  static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Seconds since an earlier moment.
  static func seconds(since start: UInt64) -> Double {
    Double(max(now, start) - start) / 1e9
  }

  /// The date in UTC as ISO 8601 has it, with milliseconds: `2026-11-30T19:40:13.250Z`.
  static var date: String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let digits = String(time.tv_nsec / 1_000_000)
    return formatted(time.tv_sec, "%Y-%m-%dT%H:%M:%S.")
      + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
  }

  /// The date as HTTP has it (RFC 9110, 5.6.7): `Mon, 30 Nov 2026 19:40:13 GMT`.
  static var headerDate: String { formatted(time(nil), "%a, %d %b %Y %H:%M:%S GMT") }

  private static func formatted(_ seconds: time_t, _ form: String) -> String {
    var (seconds, parts) = (seconds, tm())
    gmtime_r(&seconds, &parts)
    let bytes = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      let count = strftime(buffer.baseAddress, 64, form, &parts)
      return buffer.prefix(count).map { UInt8(bitPattern: $0) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
