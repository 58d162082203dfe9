import Support

// Numbers in memory, piece by piece: whoever is interrupted leaves between two of them.

/// So many bytes take a few milliseconds at most, also where the memory is new.
private let pieceByteCount = 1 << 21

/// Ranges that follow one another, and end where the thread's interrupt is raised.
struct UninterruptedPieces: Sequence, IteratorProtocol {
  private var start = 0
  private let end: Int
  private let step: Int

  /// `cost`: how many bytes could be copied in the time that one of the `count` takes.
  init(of count: Int, cost: Int = 1) {
    end = count
    step = Swift.max(1, pieceByteCount / cost)
  }

  mutating func next() -> Range<Int>? {
    guard start < end, start == 0 || !Interrupt.isRaised else { return nil }
    defer { start += step }
    return start..<Swift.min(start + step, end)
  }
}

extension UnsafeMutableRawBufferPointer {
  func clear() { initializeMemory(as: UInt8.self, repeating: 0) }

  /// Copies bytes to the beginning; where the thread's interrupt is raised the rest is left out.
  package func copyPieces(from other: UnsafeRawBufferPointer) {
    for piece in UninterruptedPieces(of: other.count) {
      UnsafeMutableRawBufferPointer(rebasing: self[piece]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: other[piece]))
    }
  }

  /// Number i is `element(i)`; where the thread's interrupt is raised the rest is left out.
  func fill<Number>(_ type: Number.Type, _ element: (Int) -> Number) {
    let numbers = bindMemory(to: type)
    for piece in UninterruptedPieces(of: numbers.count, cost: 64) {
      for index in piece { numbers[index] = element(index) }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Numbers of a type, widened to Double.
  func doubles(_ dtype: DType) -> [Double] {
    switch dtype {
    case .float64: widened(Double.self) { $0 }
    case .float32: widened(Float.self) { Double($0) }
    case .int32: widened(Int32.self) { Double($0) }
    }
  }

  /// Where the thread's interrupt is raised the rest is zeros.
  private func widened<Number>(_ type: Number.Type, _ number: (Number) -> Double) -> [Double] {
    let numbers = bindMemory(to: type)
    return Array(unsafeUninitializedCapacity: numbers.count) { result, count in
      count = numbers.count
      var done = 0
      for piece in UninterruptedPieces(of: count, cost: 8) {
        for index in piece { result[index] = number(numbers[index]) }
        done = piece.upperBound
      }
      // A larger array is the system's own pages, which are zero where nothing was written.
      if count < 1 << 23 { result[done..<count].update(repeating: 0) }
    }
  }

  /// The first number of which the condition holds; also `nil` where the thread's interrupt is raised.
  func first(_ dtype: DType, where holds: (Double) -> Bool) -> Double? {
    switch dtype {
    case .float64: first(Double.self, { $0 }, holds)
    case .float32: first(Float.self, { Double($0) }, holds)
    case .int32: first(Int32.self, { Double($0) }, holds)
    }
  }

  private func first<Number>(
    _ type: Number.Type, _ number: (Number) -> Double, _ holds: (Double) -> Bool
  ) -> Double? {
    let numbers = bindMemory(to: type)
    for piece in UninterruptedPieces(of: numbers.count, cost: 8) {
      for index in piece where holds(number(numbers[index])) { return number(numbers[index]) }
    }
    return nil
  }
}

extension Tensor {
  /// The first number of which the condition holds, without a copy of all of them; also `nil` where
  /// the thread's interrupt is raised, whoever feeds it then ends the statement.
  package func first(where holds: (Double) -> Bool) -> Double? {
    withBytes { $0.first(dtype, where: holds) }
  }
}
