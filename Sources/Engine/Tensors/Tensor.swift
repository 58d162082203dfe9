import Glibc
import Support

/// A block of numbers of one type in row-major order; immutable once shared.
///
/// Tensors share their memory when copied. Only code of this module writes to it, and only
/// before the tensor leaves the function that made it; a `Variable` owns memory that changes.
public struct Tensor: @unchecked Sendable {
  // Sendable: the memory is written only while its maker is the one owner.
  public let type: TensorType
  private(set) var block: Block

  public var shape: Shape { type.shape }
  public var dtype: DType { type.dtype }
  public var count: Int { type.shape.count }

  /// Whether both are the same numbers, to the last bit.
  public func isIdentical(to other: Tensor) -> Bool {
    guard type == other.type else { return false }
    if block === other.block || type.byteCount == 0 { return true }
    return withBytes { own in
      other.withBytes { others in
        guard let own = own.baseAddress, let others = others.baseAddress else { return false }
        return memcmp(own, others, type.byteCount) == 0
      }
    }
  }

  /// What tensors share that are copies of one another.
  public var memory: AnyObject { block }

  init(_ type: TensorType, block: Block) {
    self.type = type
    self.block = block
  }

  /// Uninitialised memory, filled by `body`.
  public init(_ type: TensorType, filledBy body: (UnsafeMutableRawBufferPointer) -> Void) {
    self.type = type
    block = Block(byteCount: type.byteCount)
    body(UnsafeMutableRawBufferPointer(rebasing: block.bytes[0..<type.byteCount]))
  }

  /// The numbers converted to `dtype`; whole types round towards zero.
  public init(_ numbers: [Double], _ shape: Shape, _ dtype: DType = .float64) {
    precondition(numbers.count == shape.count, "as many numbers as the shape has elements")
    self.init(TensorType(shape, dtype)) { bytes in
      switch dtype {
      case .float64: _ = bytes.bindMemory(to: Double.self).update(fromContentsOf: numbers)
      case .float32:
        let floats = bytes.bindMemory(to: Float.self)
        for (index, number) in numbers.enumerated() { floats[index] = Float(number) }
      case .int32:
        let whole = bytes.bindMemory(to: Int32.self)
        for (index, number) in numbers.enumerated() { whole[index] = int32(number) }
      }
    }
  }

  public init(_ numbers: [Float], _ shape: Shape) {
    precondition(numbers.count == shape.count, "as many numbers as the shape has elements")
    self.init(TensorType(shape, .float32)) { bytes in
      _ = bytes.bindMemory(to: Float.self).update(fromContentsOf: numbers)
    }
  }

  public init(_ numbers: [Int32], _ shape: Shape) {
    precondition(numbers.count == shape.count, "as many numbers as the shape has elements")
    self.init(TensorType(shape, .int32)) { bytes in
      _ = bytes.bindMemory(to: Int32.self).update(fromContentsOf: numbers)
    }
  }

  public init(scalar: Double, _ dtype: DType = .float64) { self.init([scalar], [], dtype) }

  /// The memory, read only, for as long as `body` runs.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    try withExtendedLifetime(block) {
      try body(UnsafeRawBufferPointer(rebasing: block.bytes[0..<type.byteCount]))
    }
  }

  /// All elements, widened to Double.
  public var doubles: [Double] { withBytes { $0.doubles(dtype) } }

  /// The first element, widened; of an empty tensor NaN.
  public var first: Double { count == 0 ? .nan : self[0] }

  /// The element at a row-major position.
  public subscript(position: Int) -> Double {
    precondition(position >= 0 && position < count, "position inside the tensor")
    return withBytes { bytes in
      switch dtype {
      case .float64: bytes.bindMemory(to: Double.self)[position]
      case .float32: Double(bytes.bindMemory(to: Float.self)[position])
      case .int32: Double(bytes.bindMemory(to: Int32.self)[position])
      }
    }
  }

  /// The same numbers under another shape of as many elements; shares the memory.
  public func reshaped(_ shape: Shape) -> Tensor {
    precondition(shape.count == count, "as many elements as before")
    return Tensor(TensorType(shape, dtype), block: block)
  }

  /// Other numbers, converted, from a row-major position on; where others have the same memory it is
  /// copied first.
  public mutating func replace(from start: Int, with numbers: Tensor) {
    precondition(start >= 0 && start + numbers.count <= count, "a part of the tensor")
    if !isKnownUniquelyReferenced(&block) { block = Block(copyOf: self) }
    let part = numbers.cast(to: dtype)
    part.withBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: block.bytes[(start * dtype.byteCount)...])
        .copyMemory(from: bytes)
    }
  }

  public func cast(to dtype: DType) -> Tensor {
    dtype == self.dtype ? self : Tensor(doubles, shape, dtype)
  }
}

extension UnsafeMutableRawBufferPointer {
  func clear() { initializeMemory(as: UInt8.self, repeating: 0) }
}

extension UnsafeRawBufferPointer {
  /// Piece by piece; where the thread's interrupt is raised the rest is zeros.
  private func pieces<Number>(
    of type: Number.Type, _ widened: (Number) -> Double
  ) -> [Double] {
    let numbers = bindMemory(to: Number.self)
    let piece = 1 << 18
    return Array(unsafeUninitializedCapacity: numbers.count) { result, count in
      count = numbers.count
      for start in stride(from: 0, to: numbers.count, by: piece) {
        // So large an array is the system's own pages, which are zero where nothing was written.
        if start >= 1 << 23, Interrupt.isRaised { return }
        for index in start..<Swift.min(start + piece, numbers.count) {
          result[index] = widened(numbers[index])
        }
      }
    }
  }

  /// Numbers of a type, widened to Double.
  func doubles(_ dtype: DType) -> [Double] {
    switch dtype {
    case .float64: pieces(of: Double.self) { $0 }
    case .float32: pieces(of: Float.self) { Double($0) }
    case .int32: pieces(of: Int32.self) { Double($0) }
    }
  }
}

/// Memory of a tensor: 64-byte aligned, freed with its last owner.
///
/// Sizes are rounded up to 64 bytes, because kernels read and write whole vectors, and 64 more may
/// be read behind the last.
final class Block {
  let bytes: UnsafeMutableRawBufferPointer
  /// Whether the memory came from the system, zeroed, and goes back to it.
  private let isMapped: Bool
  /// Who counts it.
  private let budget = MemoryBudget.current

  /// Larger blocks are the system's own pages: memory that is given back is free at once, while the
  /// allocator's gaps fit no other aligned block and would double what a training holds.
  private static let mappedByteCount = 1 << 20

  init(byteCount: Int) {
    precondition(byteCount < Int.max, "sizes are estimated before memory is asked for")
    let size = Block.rounded(byteCount) + 64
    if Block.isMapped(byteCount),
      let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    {
      bytes = UnsafeMutableRawBufferPointer(start: start, count: size)
      isMapped = true
    } else {
      bytes = .allocate(byteCount: size, alignment: 64)
      isMapped = false
    }
    budget.take(size)
  }

  /// Whether memory of that size is the system's own pages, zero where nothing was written.
  static func isMapped(_ byteCount: Int) -> Bool { rounded(byteCount) + 64 >= mappedByteCount }

  convenience init(zeroed byteCount: Int) {
    self.init(byteCount: byteCount)
    if !isMapped { bytes.initializeMemory(as: UInt8.self, repeating: 0) }
  }

  convenience init(copyOf tensor: Tensor) {
    self.init(byteCount: tensor.type.byteCount)
    tensor.withBytes { bytes.copyMemory(from: $0) }
  }

  static func rounded(_ byteCount: Int) -> Int {
    byteCount > Int.max - 64 ? Int.max : max((byteCount + 63) & ~63, 64)
  }

  deinit {
    budget.giveBack(bytes.count)
    if isMapped {
      munmap(bytes.baseAddress, bytes.count)
    } else {
      bytes.deallocate()
    }
  }
}

private func int32(_ number: Double) -> Int32 {
  guard number.isFinite else { return 0 }
  return Int32(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
}
