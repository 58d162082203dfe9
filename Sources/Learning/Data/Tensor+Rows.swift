import Engine

extension Tensor {
  /// The smallest and the largest element; NaN counts as neither. `nil` where there is none.
  var extremes: ClosedRange<Double>? {
    withBytes { bytes in
      switch dtype {
      case .float32: bounds(bytes.bindMemory(to: Float.self))
      case .float64: bounds(bytes.bindMemory(to: Double.self))
      case .int32: bounds(bytes.bindMemory(to: Int32.self).map { Double($0) })
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

  /// The position of the first element in `range` that is meant.
  func firstPosition(in range: Range<Int>, where isMeant: (Double) -> Bool) -> Int? {
    withBytes { bytes in
      switch dtype {
      case .float32: bytes.bindMemory(to: Float.self)[range].firstIndex { isMeant(Double($0)) }
      case .float64: bytes.bindMemory(to: Double.self)[range].firstIndex(where: isMeant)
      case .int32: bytes.bindMemory(to: Int32.self)[range].firstIndex { isMeant(Double($0)) }
      }
    }
  }

  /// Hands over each element in `range` without copying them.
  func forEach(in range: Range<Int>, _ body: (Double) -> Void) {
    withBytes { bytes in
      switch dtype {
      case .float32: bytes.bindMemory(to: Float.self)[range].forEach { body(Double($0)) }
      case .float64: bytes.bindMemory(to: Double.self)[range].forEach(body)
      case .int32: bytes.bindMemory(to: Int32.self)[range].forEach { body(Double($0)) }
      }
    }
  }

  /// How often each class number from 0 on occurs; `nil` unless all are whole and below 65,536.
  var labelCounts: [Int]? {
    guard dtype == .int32 else { return nil }
    return withBytes { bytes in
      let labels = bytes.bindMemory(to: Int32.self)
      guard let largest = labels.max(), let smallest = labels.min(), smallest >= 0,
        largest < 65_536
      else { return nil }
      var counts = [Int](repeating: 0, count: Int(largest) + 1)
      for label in labels { counts[Int(label)] += 1 }
      return counts
    }
  }

  /// Class numbers where every element is whole, not negative and small enough; else `nil`.
  var asClassNumbers: Tensor? {
    if dtype == .int32 { return self }
    let numbers = doubles
    var whole: [Int32] = []
    whole.reserveCapacity(numbers.count)
    for number in numbers {
      guard let label = Int32(exactly: number), label >= 0 else { return nil }
      whole.append(label)
    }
    return Tensor(whole, shape)
  }
}

private func bounds<Number: BinaryFloatingPoint>(
  _ numbers: some Sequence<Number>
) -> ClosedRange<Double>? {
  var low = Number.infinity
  var high = -Number.infinity
  for number in numbers {
    if number < low { low = number }
    if number > high { high = number }
  }
  return low <= high ? Double(low)...Double(high) : nil
}

private func affine<Number: BinaryFloatingPoint>(
  _ source: UnsafeBufferPointer<Number>, _ scale: [Double], _ offset: [Double],
  _ target: UnsafeMutableBufferPointer<Number>
) {
  let factors = scale.map { Number($0) }
  let terms = offset.map { Number($0) }
  guard factors.count > 1 else {
    for index in source.indices { target[index] = source[index] * factors[0] + terms[0] }
    return
  }
  for start in stride(from: 0, to: source.count, by: factors.count) {
    for feature in factors.indices {
      target[start + feature] = source[start + feature] * factors[feature] + terms[feature]
    }
  }
}
