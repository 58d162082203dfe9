import Glibc

/// Waiting for the eye: how fast a cell types itself.
enum Pace {
  static func wait(seconds: Double) {
    guard seconds > 0, seconds < 10 else { return }
    var time = timespec(
      tv_sec: Int(saturating: seconds),
      tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9, within: 0...999_999_999))
    nanosleep(&time, nil)
  }
}
