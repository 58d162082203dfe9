import Glibc
import Support

/// A block of numbers of one type in row-major order; immutable once shared.
///
/// Tensors share their memory when copied. Only code of this module writes to it, and only
/// before the tensor leaves the function that made it; a `Variable` owns memory that changes.
package struct Tensor: @unchecked Sendable {
  // Sendable: the memory is written only while its maker is the one owner.
  /// Its shape and the type of its elements.
  package let type: TensorType
  private(set) var block: Block

  /// Its extents.
  package var shape: Shape { type.shape }
  /// Type of its elements.
  package var dtype: DType { type.dtype }
  /// The number of elements.
  package var count: Int { type.shape.count }

  /// Whether both are the same numbers, to the last bit.
  package func isIdentical(to other: Tensor) -> Bool {
    guard type == other.type else { return false }
    if block === other.block || type.byteCount == 0 { return true }
    return withBytes { own in
      other.withBytes { others in
        guard let own = own.baseAddress, let others = others.baseAddress else { return false }
        return !UninterruptedPieces(of: type.byteCount).contains { piece in
          memcmp(own + piece.lowerBound, others + piece.lowerBound, piece.count) != 0
        }
      }
    }
  }

  /// What tensors share that are copies of one another.
  package var memory: AnyObject { block }

  init(_ type: TensorType, block: Block) {
    self.type = type
    self.block = block
  }

  /// Uninitialised memory, filled by `body`.
  package init(_ type: TensorType, filledBy body: (UnsafeMutableRawBufferPointer) -> Void) {
    self.type = type
    block = Block(byteCount: type.byteCount)
    body(UnsafeMutableRawBufferPointer(rebasing: block.bytes[0..<type.byteCount]))
  }

  /// Numbers where they lie in a file's bytes, without a copy; `nil` where there are not as many, or where they do
  /// not lie as numbers of that type can be read.
  ///
  /// Kernels want more room and other places: such a tensor is for moving alone, and whoever keeps it keeps its `owned`.
  package init?(_ type: TensorType, at place: Range<Int>, of file: [UInt8]) {
    guard place.count == type.byteCount, place.lowerBound >= 0, place.upperBound <= file.count
    else { return nil }
    block = Block(place, of: file)
    self.type = type
    guard Int(bitPattern: block.bytes.baseAddress) % type.dtype.byteCount == 0 else { return nil }
  }

  /// The same numbers in memory of their own, where they lie in a file's.
  package var owned: Tensor { block.isOfFile ? Tensor(type, block: Block(copyOf: self)) : self }

  /// The numbers converted to `dtype`; whole types round towards zero.
  package init(_ numbers: [Double], _ shape: Shape, _ dtype: DType = .float64) {
    precondition(numbers.count == shape.count, "as many numbers as the shape has elements")
    self.init(TensorType(shape, dtype)) { bytes in
      switch dtype {
      case .float64: _ = bytes.bindMemory(to: Double.self).update(fromContentsOf: numbers)
      case .float32: bytes.fill(Float.self) { Float(numbers[$0]) }
      case .int32: bytes.fill(Int32.self) { int32(numbers[$0]) }
      }
    }
  }

  /// Element i is `element(i)`, converted and put straight into place; where the thread's interrupt
  /// is raised the rest is left out.
  package init(_ type: TensorType, element: (Int) -> Double) {
    self.init(type) { bytes in
      switch type.dtype {
      case .float32: bytes.fill(Float.self) { Float(element($0)) }
      case .float64: bytes.fill(Double.self, element)
      case .int32: bytes.fill(Int32.self) { int32(element($0)) }
      }
    }
  }

  /// One number everywhere.
  package init(repeating number: Double, _ shape: Shape, _ dtype: DType) {
    let type = TensorType(shape, dtype)
    guard number != 0 || number.sign == .minus else {
      self.init(type) { if !Block.isMapped($0.count) { $0.clear() } }
      return
    }
    self.init(type) { _ in number }
  }

  /// How often each row-major position of the shape occurs; of a large one the rest costs nothing.
  package init(countsOf positions: some Sequence<Int>, _ shape: Shape) {
    self.init(TensorType(shape, .int32)) { bytes in
      if !Block.isMapped(bytes.count) { bytes.clear() }
      let counts = bytes.bindMemory(to: Int32.self)
      for position in positions { counts[position] += 1 }
    }
  }

  /// A float32 tensor; `numbers` are its elements row by row, as many as `shape` has.
  package init(_ numbers: [Float], _ shape: Shape) {
    precondition(numbers.count == shape.count, "as many numbers as the shape has elements")
    self.init(TensorType(shape, .float32)) { bytes in
      _ = bytes.bindMemory(to: Float.self).update(fromContentsOf: numbers)
    }
  }

  /// An int tensor; `numbers` are its elements row by row, as many as `shape` has.
  package init(_ numbers: [Int32], _ shape: Shape) {
    precondition(numbers.count == shape.count, "as many numbers as the shape has elements")
    self.init(TensorType(shape, .int32)) { bytes in
      _ = bytes.bindMemory(to: Int32.self).update(fromContentsOf: numbers)
    }
  }

  /// A tensor without axes: one number, converted to `dtype`.
  package init(scalar: Double, _ dtype: DType = .float64) { self.init([scalar], [], dtype) }

  /// The memory, read only, for as long as `body` runs.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    try withExtendedLifetime(block) {
      try body(UnsafeRawBufferPointer(rebasing: block.bytes[0..<type.byteCount]))
    }
  }

  /// All elements, widened to Double.
  package var doubles: [Double] { withBytes { $0.doubles(dtype) } }

  /// Neighbouring elements in row-major order, widened to Double.
  package func doubles(in range: Range<Int>) -> [Double] {
    let size = dtype.byteCount
    return withBytes {
      UnsafeRawBufferPointer(
        rebasing: $0[range.lowerBound * size..<range.upperBound * size]
      ).doubles(dtype)
    }
  }

  /// The first element, widened; of an empty tensor NaN.
  package var first: Double { count == 0 ? .nan : self[0] }

  /// The element at a row-major position.
  package subscript(position: Int) -> Double {
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
  package func reshaped(_ shape: Shape) -> Tensor {
    precondition(shape.count == count, "as many elements as before")
    return Tensor(TensorType(shape, dtype), block: block)
  }

  /// Other numbers, converted, from a row-major position on; where others have the same memory it is
  /// copied first.
  package mutating func replace(from start: Int, with numbers: Tensor) {
    precondition(start >= 0 && start + numbers.count <= count, "a part of the tensor")
    if !isKnownUniquelyReferenced(&block) { block = Block(copyOf: self) }
    let part = numbers.cast(to: dtype)
    part.withBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: block.bytes[(start * dtype.byteCount)...])
        .copyMemory(from: bytes)
    }
  }

  /// The numbers in another element type; to int towards zero, what does not fit to the nearest,
  /// NaN to 0. Of the same type it is the same memory.
  package func cast(to dtype: DType) -> Tensor {
    guard dtype != self.dtype else { return self }
    let result = TensorType(shape, dtype)
    return Eager.run(Cast(dtype).kernel(inputs: [type], output: result), [self], result)
  }
}

/// Rounded towards zero; the nearest end for what is beyond, 0 for NaN.
func int32(_ number: Double) -> Int32 {
  guard number.isFinite else { return 0 }
  return Int32(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
}
