import Glibc
import Synchronization

/// Times of equal pieces of work, in seconds.
struct Timing {
  var seconds: [Double]

  /// The line that `Benchmarks/table.awk` reads; times in milliseconds.
  func line(_ workload: Workload, threads: Int) -> String {
    let sorted = seconds.sorted().map { 1000 * $0 }
    let median = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    let unit = workload.stepsPerEpoch == 0 ? "epoch" : "step"
    return """
      {"fw": "nabla", "wl": "\(workload.rawValue)", "threads": \(threads), "unit": "\(unit)", \
      "median_ms": \(median), "min_ms": \(sorted.first ?? .nan), "n": \(sorted.count)}
      """
  }
}

/// Notes when each epoch ends, validation included.
final class EpochClock: Sendable {
  private let ends = Mutex<[Double]>([])

  func tick() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    ends.withLock { $0.append(now) }
  }

  /// From one end to the next: the first epoch, which warms up, is not counted.
  var intervals: [Double] {
    ends.withLock { ends in zip(ends.dropFirst(), ends).map { $0 - $1 } }
  }
}
