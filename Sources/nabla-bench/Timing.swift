import Glibc
import Support
import Synchronization

/// Wall and processor times of equal pieces of work, in seconds.
struct Timing {
  var seconds: [Double]
  /// Of all threads together.
  var processorSeconds: [Double]

  /// The line that `Benchmarks/table.awk` reads; times in milliseconds.
  func line(_ workload: Workload, threads: Int) -> String {
    let sorted = seconds.sorted().map { 1000 * $0 }
    let median = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    let processor = (processorSeconds.min() ?? .nan) * 1000
    let unit = workload.stepsPerEpoch == 0 ? "epoch" : "step"
    let facts: JSON = [
      "fw": "nabla", "wl": .text(workload.rawValue), "threads": .whole(threads),
      "unit": .text(unit), "median_ms": .number(median), "min_ms": .number(sorted.first ?? .nan),
      "cpu_ms": .number(processor), "peak_mb": .whole(peakMegabytes()), "n": .whole(sorted.count),
    ]
    return "\(facts)"
  }
}

private func peakMegabytes() -> Int {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  return usage.ru_maxrss / 1024
}

/// Notes when each epoch ends, validation included.
final class EpochClock: Sendable {
  private let ends = Mutex<[(wall: Double, processor: Double)]>([])

  func tick() {
    let now = (monotonicSeconds(), processorSeconds())
    ends.withLock { $0.append(now) }
  }

  /// From one end to the next: the first epoch, which warms up, is not counted.
  func timing(steps: Int) -> Timing {
    ends.withLock { ends in
      let pairs = zip(ends.dropFirst(), ends)
      let scale = Double(steps)
      return Timing(
        seconds: pairs.map { ($0.wall - $1.wall) / scale },
        processorSeconds: pairs.map { ($0.processor - $1.processor) / scale })
    }
  }
}
