import Glibc

/// A moment on a clock that never jumps; only differences mean anything.
struct MonotonicTime: Comparable {
  private var seconds: Double

  static var now: MonotonicTime {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
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
