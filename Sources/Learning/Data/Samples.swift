import Engine

/// Inputs and targets of as many samples; the first axis counts them.
public struct Samples: Sendable {
  public var x: Tensor
  public var y: Tensor

  public init(x: Tensor, y: Tensor) {
    precondition(
      x.shape.rank > 0 && y.shape.rank > 0 && x.shape[0] == y.shape[0],
      "as many targets as inputs")
    self.x = x
    self.y = y
  }

  public var count: Int { x.shape[0] }

  /// The shape of one input, without the axis of samples.
  public var sampleShape: Shape { Shape(Array(x.shape.extents.dropFirst())) }

  /// The shape of one target; `[]` for class numbers.
  public var targetShape: Shape { Shape(Array(y.shape.extents.dropFirst())) }

  /// The samples at these positions, in this order.
  public func subset(_ positions: some Collection<Int>) -> Samples {
    Samples(x: x.rows(positions), y: y.rows(positions))
  }

  /// How often each class number from 0 on occurs; `nil` where targets are no class numbers.
  public var classCounts: [Int]? {
    guard y.dtype == .int32, y.shape.rank == 1 || y.count == count else { return nil }
    return y.withBytes { bytes in
      let labels = bytes.bindMemory(to: Int32.self)
      guard let largest = labels.max(), let smallest = labels.min(), smallest >= 0,
        largest < 65_536
      else { return nil }
      var counts = [Int](repeating: 0, count: Int(largest) + 1)
      for label in labels { counts[Int(label)] += 1 }
      return counts
    }
  }
}
