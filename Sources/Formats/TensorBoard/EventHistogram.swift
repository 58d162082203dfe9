import Support

/// Counts of numbers in intervals of one width, with what TensorBoard wants to know beside them.
package struct EventHistogram: Sendable, Equatable {
  /// The smallest and the largest number; 0 where there is none.
  package private(set) var (low, high) = (0.0, 0.0)
  /// How many numbers, those that are not finite left out.
  package private(set) var count = 0
  /// Their sum, and that of their squares.
  package private(set) var (sum, squares) = (0.0, 0.0)
  /// The upper end of each interval; the first begins at `low`.
  package private(set) var limits: [Double] = []
  /// How many numbers lie in each.
  package private(set) var counts: [Int] = []

  /// So many intervals as TensorFlow's histograms have.
  package static let intervals = 30

  /// Counts numbers; equal ones have one interval of their own.
  package init(_ numbers: [Double]) {
    low = .infinity
    high = -.infinity
    for number in numbers where number.isFinite {
      (low, high) = (min(low, number), max(high, number))
      (count, sum, squares) = (count + 1, sum + number, squares + number * number)
    }
    guard count > 0 else {
      (low, high) = (0, 0)
      return
    }
    let width = (high - low) / Double(Self.intervals)
    guard width > 0, width.isFinite else {
      (limits, counts) = ([high], [count])
      return
    }
    limits = (1..<Self.intervals).map { low + width * Double($0) } + [high]
    counts = [Int](repeating: 0, count: Self.intervals)
    for number in numbers where number.isFinite {
      counts[Int((number - low) / width, within: 0...Self.intervals - 1)] += 1
    }
  }

  var message: ProtobufMessage {
    var message = ProtobufMessage()
    for (field, number) in [low, high, Double(count), sum, squares].enumerated() {
      message.add(field + 1, number)
    }
    message.add(6, packed: limits)
    message.add(7, packed: counts.map(Double.init))
    return message
  }
}
