import Glibc

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
