import Engine

extension Tensor {
  /// The rows at these positions of the first axis, in this order.
  func rows(_ positions: some Collection<Int>) -> Tensor {
    let rest = shape.extents.dropFirst()
    let type = TensorType(Shape([positions.count] + rest), dtype)
    let size = rest.reduce(dtype.byteCount, *)
    return withBytes { source in
      Tensor(type) { target in
        for (index, position) in positions.enumerated() where size > 0 {
          let row = UnsafeRawBufferPointer(
            rebasing: source[(position * size)..<((position + 1) * size)])
          UnsafeMutableRawBufferPointer(rebasing: target[(index * size)...]).copyMemory(from: row)
        }
      }
    }
  }

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
