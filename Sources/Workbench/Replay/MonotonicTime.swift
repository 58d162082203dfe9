import Glibc

/// A moment on a clock that never jumps; only differences mean anything.
struct MonotonicTime: Comparable {
  private var seconds: Double

  static var now: MonotonicTime { read(CLOCK_MONOTONIC) }

  /// The time that all threads of this program have computed.
  static var processor: MonotonicTime { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> MonotonicTime {
    var time = timespec()
    clock_gettime(clock, &time)
    return MonotonicTime(seconds: Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9)
  }

  static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
    left.seconds < right.seconds
  }

  static func - (late: MonotonicTime, early: MonotonicTime) -> Double {
    late.seconds - early.seconds
  }

  static func + (time: MonotonicTime, seconds: Double) -> MonotonicTime {
    MonotonicTime(seconds: time.seconds + seconds)
  }
}
