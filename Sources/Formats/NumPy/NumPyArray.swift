import Support

/// An array of a NumPy file, outermost axis first; an immutable value.
///
/// It holds the bytes of the file where they can be used as they lie, so that a gigabyte of numbers is one gigabyte:
/// only the other byte order and Fortran's order are written anew. Numbers are converted when they are asked for.
package struct NumPyArray: Sendable {
  /// The element types that are read, by NumPy's names.
  package enum ElementType: String, Sendable, CaseIterable {
    case bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32, float64

    /// Bytes of one element.
    package var byteCount: Int {
      switch self {
      case .bool, .int8, .uint8: 1
      case .int16, .uint16, .float16: 2
      case .int32, .uint32, .float32: 4
      case .int64, .uint64, .float64: 8
      }
    }

    /// Whether elements are whole: all but the floating-point types.
    package var isWhole: Bool { ![.float16, .float32, .float64].contains(self) }
  }

  /// The type of each element.
  package let elementType: ElementType
  /// Extents, the outermost first; none for a single number.
  package let shape: [Int]
  /// How many elements.
  package let count: Int
  /// Elements in C's order and the machine's byte order, from `start` on.
  private let storage: [UInt8]
  private let start: Int

  init(_ elementType: ElementType, shape: [Int], count: Int, storage: [UInt8], start: Int) {
    self.elementType = elementType
    self.shape = shape
    self.count = count
    self.storage = storage
    self.start = start
  }

  /// An array of numbers, of which there must be as many as the shape has.
  package init(_ numbers: [Float], shape: [Int]) {
    precondition(shape.reduce(1, *) == numbers.count, "as many numbers as the shape has")
    self.init(
      .float32, shape: shape, count: numbers.count,
      storage: numbers.withUnsafeBytes { Array($0) }, start: 0)
  }

  /// An array of numbers, of which there must be as many as the shape has.
  package init(_ numbers: [Double], shape: [Int]) {
    precondition(shape.reduce(1, *) == numbers.count, "as many numbers as the shape has")
    self.init(
      .float64, shape: shape, count: numbers.count,
      storage: numbers.withUnsafeBytes { Array($0) }, start: 0)
  }

  /// An array of elements in C's order and the machine's byte order, of which there must be as many as the shape has.
  package init(_ elementType: ElementType, shape: [Int], bytes: [UInt8]) {
    let count = shape.reduce(1, *)
    precondition(count * elementType.byteCount == bytes.count, "as many numbers as the shape has")
    self.init(elementType, shape: shape, count: count, storage: bytes, start: 0)
  }

  /// Hands out the elements' bytes, in C's order and the machine's byte order; they need not be aligned.
  package func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try storage.withUnsafeBytes {
      try body(UnsafeRawBufferPointer(rebasing: $0[start..<start + count * elementType.byteCount]))
    }
  }

  /// Hands out the elements as `Float`: those of a `float32` file where they lie, of other types the nearest.
  package func withFloats<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    if elementType == .float32 {
      let place = storage.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } + UInt(start)
      if place % UInt(MemoryLayout<Float>.alignment) == 0 {
        return try withBytes { try body($0.bindMemory(to: Float.self)) }
      }
    }
    return try floats.withUnsafeBufferPointer(body)
  }

  /// All elements as the nearest `Float`; `true` is 1.
  package var floats: [Float] {
    switch elementType {
    case .bool: elements(UInt8.self) { $0 == 0 ? 0 : 1 }
    case .int8: elements(Int8.self) { Float($0) }
    case .int16: elements(Int16.self) { Float($0) }
    case .int32: elements(Int32.self) { Float($0) }
    case .int64: elements(Int64.self) { Float($0) }
    case .uint8: elements(UInt8.self) { Float($0) }
    case .uint16: elements(UInt16.self) { Float($0) }
    case .uint32: elements(UInt32.self) { Float($0) }
    case .uint64: elements(UInt64.self) { Float($0) }
    case .float16: elements(UInt16.self) { Float(Float16(bitPattern: $0)) }
    case .float32: elements(UInt32.self, Float.init(bitPattern:))
    case .float64: elements(UInt64.self) { Float(Double(bitPattern: $0)) }
    }
  }

  /// All elements as they are; `true` is 1. Whole numbers beyond 2⁵³ that a `Double` does not have are refused.
  package func numbers() throws(FormatError) -> [Double] {
    switch elementType {
    case .bool: return elements(UInt8.self) { $0 == 0 ? 0 : 1 }
    case .int8: return elements(Int8.self) { Double($0) }
    case .int16: return elements(Int16.self) { Double($0) }
    case .int32: return elements(Int32.self) { Double($0) }
    case .int64:
      try requireExact(Int64.self)
      return elements(Int64.self) { Double($0) }
    case .uint8: return elements(UInt8.self) { Double($0) }
    case .uint16: return elements(UInt16.self) { Double($0) }
    case .uint32: return elements(UInt32.self) { Double($0) }
    case .uint64:
      try requireExact(UInt64.self)
      return elements(UInt64.self) { Double($0) }
    case .float16: return elements(UInt16.self) { Double(Float16(bitPattern: $0)) }
    case .float32: return elements(UInt32.self) { Double(Float(bitPattern: $0)) }
    case .float64: return elements(UInt64.self, Double.init(bitPattern:))
    }
  }

  private func requireExact<Word: FixedWidthInteger>(_ type: Word.Type) throws(FormatError) {
    let found: (index: Int, word: Word)? = withBytes { bytes in
      for index in (0..<count).untilInterrupted {
        let word = bytes.loadUnaligned(
          fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
        if word.magnitude > 1 << 53, Double(exactly: word) == nil { return (index, word) }
      }
      return nil
    }
    guard let (index, word) = found else { return }
    throw FormatError(
      format: "NPY", .wholeFile,
      expected: "whole numbers that 64-bit floating point has, such as those up to 2⁵³",
      found: "\(word) as element \(NumberText.grouped(index))",
      remedy: .numbers("x.astype(\"float64\")"))
  }

  /// Each element converted; zeros at the end where an interrupt is raised meanwhile.
  @inline(__always)
  private func elements<Word, Number: BinaryFloatingPoint>(
    _ type: Word.Type, _ convert: (Word) -> Number
  ) -> [Number] {
    withBytes { bytes in
      [Number](unsafeUninitializedCapacity: count) { target, written in
        for start in stride(from: 0, to: count, by: 1 << 16) {
          let isTorn = Interrupt.isRaised
          for index in start..<min(count, start + 1 << 16) {
            target[index] =
              isTorn
              ? 0
              : convert(
                bytes.loadUnaligned(
                  fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self))
          }
        }
        written = count
      }
    }
  }
}
