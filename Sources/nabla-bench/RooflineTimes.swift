import Engine
import Learning
import Support

/// What the roofline says of a training step of each net, beside what its lines take.
enum RooflineTimes {
  /// One line of JSON for each net; `isDetailed` adds one for each of its operations, the longest first.
  ///
  /// Times are those of the processor on one thread, the least of so many runs of each line: what else runs on the machine
  /// counts little. Milliseconds.
  static func lines(repetitions: Int, isDetailed: Bool) throws -> [String] {
    let device = DeviceMeasurement.measure(threads: 1)
    var lines = ["\(facts(of: device))"]
    for workload in Workload.allCases where workload != .start {
      let isTiny = workload == .plane
      let timed = try workload.setup(threads: 1)
        .timedWork(repetitions: repetitions, inRow: isTiny ? 1000 : 1)
      let planned = try timed.map { try Roofline.time(of: $0.work, on: device).seconds }
      var sums: [String: (planned: Double, measured: Double)] = [:]
      for (line, seconds) in zip(timed, planned) {
        sums[line.work.operation, default: (0, 0)].planned += seconds
        sums[line.work.operation, default: (0, 0)].measured += line.seconds
      }
      let all = sums.values.reduce(into: (0.0, 0.0)) { sum, next in
        sum = (sum.0 + next.planned, sum.1 + next.measured)
      }
      lines.append(line(workload.rawValue, "all", all.0, all.1))
      guard isDetailed else { continue }
      for (name, sum) in sums.sorted(by: { $0.value.measured > $1.value.measured }) {
        lines.append(line(workload.rawValue, name, sum.planned, sum.measured))
      }
    }
    return lines
  }

  private static func line(
    _ workload: String, _ operation: String, _ planned: Double, _ measured: Double
  ) -> String {
    let facts: JSON = [
      "wl": .text(workload), "operation": .text(operation), "roofline_ms": .number(planned * 1000),
      "measured_ms": .number(measured * 1000), "ratio": .number(planned / measured),
    ]
    return "\(facts)"
  }

  private static func facts(of device: Device) -> JSON {
    [
      "gflops": .number((device.operations ?? .nan) * 1e-9),
      "gb_s": .number((device.bandwidth ?? .nan) * 1e-9),
      "cache_gb_s": .number((device.cache?.bandwidth ?? .nan) * 1e-9),
      "cache_mb": .number((device.cache?.size ?? .nan) * 1e-6),
      "overhead_ns": .number(device.overhead * 1e9),
    ]
  }
}
