import Glibc

/// Waiting for the eye: how fast a cell types itself.
enum Pace {
  static func wait(seconds: Double) {
    guard seconds > 0, seconds < 10 else { return }
    var time = timespec(
      tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
    nanosleep(&time, nil)
  }
}
