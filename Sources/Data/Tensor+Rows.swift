import Engine
import Support

extension Tensor {
  /// The smallest and the largest element; NaN counts as neither. `nil` where there is none.
  var extremes: ClosedRange<Double>? {
    withBytes { bytes in
      switch dtype {
      case .float32: bounds(bytes.bindMemory(to: Float.self))
      case .float64: bounds(bytes.bindMemory(to: Double.self))
      case .int32: bounds(bytes.bindMemory(to: Int32.self))
      }
    }
  }

  /// x · scale + offset in the arithmetic of `dtype`, which must be a float type.
  ///
  /// scale and offset repeat over the last elements: one number for all, or one for each feature.
  func scaled(by scale: [Double], plus offset: [Double], as dtype: DType) -> Tensor {
    let type = TensorType(shape, dtype)
    let numbers = cast(to: dtype)
    return numbers.withBytes { source in
      Tensor(type) { target in
        if dtype == .float32 {
          affine(
            source.bindMemory(to: Float.self), scale, offset, target.bindMemory(to: Float.self))
        } else {
          affine(
            source.bindMemory(to: Double.self), scale, offset, target.bindMemory(to: Double.self))
        }
      }
    }
  }

  /// The position of the first element in `range` that is meant; `nil` without one, and where the
  /// thread's interrupt is raised before it is found.
  package func firstPosition(in range: Range<Int>, where isMeant: (Double) -> Bool) -> Int? {
    withBytes { bytes in
      switch dtype {
      case .float32:
        let numbers = bytes.bindMemory(to: Float.self)
        return range.untilInterrupted.first { isMeant(Double(numbers[$0])) }
      case .float64:
        let numbers = bytes.bindMemory(to: Double.self)
        return range.untilInterrupted.first { isMeant(numbers[$0]) }
      case .int32:
        let numbers = bytes.bindMemory(to: Int32.self)
        return range.untilInterrupted.first { isMeant(Double(numbers[$0])) }
      }
    }
  }

  /// Whether some element in `range` of a floating-point tensor is NaN or infinite; also where the thread's
  /// interrupt is raised, so that whoever goes on looking ends, too.
  func hasNotFinite(in range: Range<Int>) -> Bool {
    withBytes { bytes in
      switch dtype {
      case .float32:
        marksNotFinite(
          bytes.bindMemory(to: UInt32.self), range, exponent: 0x7F80_0000, one: 0x0080_0000)
      case .float64:
        marksNotFinite(
          bytes.bindMemory(to: UInt64.self), range, exponent: 0x7FF0_0000_0000_0000,
          one: 0x0010_0000_0000_0000)
      case .int32: false
      }
    }
  }

  /// Hands over each element in `range` without copying them, until the thread's interrupt is raised.
  package func forEach(in range: Range<Int>, _ body: (Double) -> Void) {
    withBytes { bytes in
      switch dtype {
      case .float32:
        let numbers = bytes.bindMemory(to: Float.self)
        for index in range.untilInterrupted { body(Double(numbers[index])) }
      case .float64:
        let numbers = bytes.bindMemory(to: Double.self)
        for index in range.untilInterrupted { body(numbers[index]) }
      case .int32:
        let numbers = bytes.bindMemory(to: Int32.self)
        for index in range.untilInterrupted { body(Double(numbers[index])) }
      }
    }
  }

  /// How often each class number from 0 on occurs; `nil` unless all are whole and below 65,536.
  package var labelCounts: [Int]? {
    guard dtype == .int32 else { return nil }
    return withBytes { bytes in
      let labels = bytes.bindMemory(to: Int32.self)
      guard !labels.isEmpty else { return nil }
      var counts: [Int] = []
      for index in labels.indices.untilInterrupted {
        let label = Int(labels[index])
        guard label >= 0, label < 65_536 else { return nil }
        while label >= counts.count {
          counts += [Int](repeating: 0, count: max(1, min(counts.count, 65_536 - counts.count)))
        }
        counts[label] += 1
      }
      return Array(counts[...(counts.lastIndex { $0 > 0 } ?? 0)])
    }
  }

  /// Class numbers where every element is whole, not negative and small enough; else `nil`.
  var asClassNumbers: Tensor? {
    if dtype == .int32 { return self }
    let numbers = doubles
    var whole: [Int32] = []
    whole.reserveCapacity(numbers.count)
    for index in numbers.indices.untilInterrupted {
      let number = numbers[index]
      guard let label = Int32(exactly: number), label >= 0 else { return nil }
      whole.append(label)
    }
    return whole.count == count ? Tensor(whole, shape) : nil
  }
}

private func bounds<Number: BinaryFloatingPoint>(
  _ numbers: UnsafeBufferPointer<Number>
) -> ClosedRange<Double>? {
  var low = Number.infinity
  var high = -Number.infinity
  for index in numbers.indices.untilInterrupted {
    low = numbers[index] < low ? numbers[index] : low
    high = numbers[index] > high ? numbers[index] : high
  }
  return low <= high ? Double(low)...Double(high) : nil
}

private func bounds(_ numbers: UnsafeBufferPointer<Int32>) -> ClosedRange<Double>? {
  guard var (low, high) = numbers.first.map({ ($0, $0) }) else { return nil }
  for index in numbers.indices.untilInterrupted {
    (low, high) = (min(low, numbers[index]), max(high, numbers[index]))
  }
  return Double(low)...Double(high)
}

/// All ones in the exponent carry into the sign when one is added there, and nothing else does.
private func marksNotFinite<Bits: FixedWidthInteger & UnsignedInteger>(
  _ bits: UnsafeBufferPointer<Bits>, _ range: Range<Int>, exponent: Bits, one: Bits
) -> Bool {
  let sign: Bits = 1 << (Bits.bitWidth - 1)
  var start = range.lowerBound
  while start < range.upperBound {
    let end = min(start + (1 << 14), range.upperBound)
    var marks: Bits = 0
    for index in start..<end { marks |= (bits[index] & exponent) &+ one }
    if marks & sign != 0 || Interrupt.isRaised { return true }
    start = end
  }
  return false
}

private func affine<Number: BinaryFloatingPoint>(
  _ source: UnsafeBufferPointer<Number>, _ scale: [Double], _ offset: [Double],
  _ target: UnsafeMutableBufferPointer<Number>
) {
  let factors = scale.map { Number($0) }
  let terms = offset.map { Number($0) }
  guard factors.count > 1 else {
    for index in source.indices.untilInterrupted {
      target[index] = source[index] * factors[0] + terms[0]
    }
    return
  }
  for row in (0..<source.count / factors.count).untilInterrupted(every: 256) {
    let start = row * factors.count
    for feature in factors.indices {
      target[start + feature] = source[start + feature] * factors[feature] + terms[feature]
    }
  }
}
