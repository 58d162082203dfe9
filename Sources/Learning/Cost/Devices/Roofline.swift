import Engine

/// How long lines take on a device, by its roofline (Williams, Waterman and Patterson 2009).
///
/// A line takes the longer of two times, that of its products and that of its bytes; lines run one after the
/// other, so that their times add up.
package enum Roofline {
  /// One line's time in seconds, and which of the two it was.
  package struct Time: Equatable, Sendable {
    /// What bounds a line.
    package enum Bound: String, Sendable {
      /// Its products.
      case compute
      /// What it reads and writes.
      case memory
    }

    /// In seconds.
    package var seconds: Double
    /// The longer of the two.
    package var bound: Bound
  }

  /// The time of one line: max(2 · MAC / (FLOP/s · utilisation), bytes / bandwidth) + overhead.
  ///
  /// Bytes that fit into a measured cache are read from it. `count` machines share the products and the bytes
  /// evenly. Where the speed of its family of operations was measured, the line is no faster than that. Throws the name of
  /// the figure that is missing.
  package static func time(of line: LineWork, on device: Device) throws(CostError) -> Time {
    let products = 2 * Double(line.multiplyAccumulates)
    let family = OperationFamily(of: line.operation)
    let known = family.flatMap { device.speeds[$0] }.map { $0 * Double(device.count) }
    var compute = products == 0 ? 0 : try products / device.reachedOperations()
    let bandwidth = try bandwidth(for: line.bytes, on: device) * Double(device.count)
    var memory = Double(line.bytes) / bandwidth
    if let family, let known {
      if family.countsOperations {
        compute = products / known
      } else {
        memory = max(memory, Double(line.bytes) / known)
      }
    }
    return Time(
      seconds: max(compute, memory) + device.overhead,
      bound: compute >= memory ? .compute : .memory)
  }

  /// The time of all lines, in seconds.
  package static func seconds(of lines: [LineWork], on device: Device) throws(CostError) -> Double {
    var seconds = 0.0
    for line in lines { seconds += try time(of: line, on: device).seconds }
    return seconds
  }

  private static func bandwidth(for bytes: Int, on device: Device) throws(CostError) -> Double {
    let main = try device.require(.bandwidth)
    guard let cache = device.cache, Double(bytes) < cache.size else { return main }
    return max(main, cache.bandwidth)
  }
}
