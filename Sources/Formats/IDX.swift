import Support

/// An array as stored in an IDX file: raw numbers in big-endian order, outermost axis first.
package struct IDXArray: Equatable, Sendable {
  /// The element types that the format knows, by their code in the file.
  package enum ElementType: UInt8, Sendable {
    case uint8 = 0x08
    case int8 = 0x09
    case int16 = 0x0B
    case int32 = 0x0C
    case float32 = 0x0D
    case float64 = 0x0E

    /// Bytes of one element.
    package var byteCount: Int {
      switch self {
      case .uint8, .int8: 1
      case .int16: 2
      case .int32, .float32: 4
      case .float64: 8
      }
    }
  }

  /// The type of each element.
  package let elementType: ElementType
  /// Extents, the outermost first.
  package let shape: [Int]
  /// The elements as the file has them, big-endian.
  package let bytes: [UInt8]

  /// An array of `shape`, for which there must be as many bytes as it takes.
  package init(_ elementType: ElementType = .uint8, shape: [Int], bytes: [UInt8]) {
    precondition(
      bytes.count == shape.reduce(elementType.byteCount, *), "as many bytes as the shape has")
    self.elementType = elementType
    self.shape = shape
    self.bytes = bytes
  }

  /// All elements, widened.
  package var numbers: [Double] {
    switch elementType {
    case .uint8: bytes.map(Double.init)
    case .int8: bytes.map { Double(Int8(bitPattern: $0)) }
    case .int16: words(Int16.self).map(Double.init)
    case .int32: words(Int32.self).map(Double.init)
    case .float32: words(UInt32.self).map { Double(Float(bitPattern: $0)) }
    case .float64: words(UInt64.self).map { Double(bitPattern: $0) }
    }
  }

  private func words<Word: FixedWidthInteger>(_ type: Word.Type) -> [Word] {
    bytes.withUnsafeBytes { memory in
      stride(from: 0, to: memory.count, by: MemoryLayout<Word>.size).map {
        Word(bigEndian: memory.loadUnaligned(fromByteOffset: $0, as: Word.self))
      }
    }
  }
}

/// The format of MNIST's files: two zero bytes, type, number of axes, extents, elements.
package enum IDX {
  /// Reads a file of at most 8 axes whose length is exactly what its header says.
  package static func read(_ bytes: [UInt8]) throws(FormatError) -> IDXArray {
    var reader = ByteReader(bytes)
    let (type, shape, byteCount) = try header(&reader)
    guard reader.remaining == byteCount else {
      throw refuse(
        reader.offset, "\(NumberText.grouped(byteCount)) bytes of elements",
        NumberText.grouped(reader.remaining))
    }
    return IDXArray(type, shape: shape, bytes: Array(bytes[reader.offset...]))
  }

  /// Whether bytes are the first of such a file: two zeros, a type, a number of axes, an extent.
  package static func isBeginning(_ bytes: ArraySlice<UInt8>) -> Bool {
    let head = Array(bytes.prefix(8))
    return head.count == 8 && head[0] == 0 && head[1] == 0
      && IDXArray.ElementType(rawValue: head[2]) != nil && (1...8).contains(head[3])
  }

  /// How many bytes a file has by its header, of which these are the first.
  package static func size(of head: [UInt8]) throws(FormatError) -> Int {
    var reader = ByteReader(head)
    let (_, _, byteCount) = try header(&reader)
    let (size, overflows) = byteCount.addingReportingOverflow(reader.offset)
    return overflows ? .max : size
  }

  /// The longest header: 8 axes.
  package static let longestHeader = 36

  private static func header(
    _ reader: inout ByteReader
  ) throws(FormatError) -> (type: IDXArray.ElementType, shape: [Int], byteCount: Int) {
    let magic = Array(try reader.read(4, of: "IDX"))
    guard magic[0] == 0, magic[1] == 0, let type = IDXArray.ElementType(rawValue: magic[2]) else {
      throw refuse(0, "0 0, a type (8, 9, 11 to 14) and the number of axes", list(magic))
    }
    guard (1...8).contains(magic[3]) else { throw refuse(3, "1 to 8 axes", "\(magic[3])") }
    var shape: [Int] = []
    var byteCount = type.byteCount
    for _ in 0..<magic[3] {
      let extent = try reader.read(4, of: "IDX").reduce(0) { $0 << 8 | Int($1) }
      let (product, overflows) = byteCount.multipliedReportingOverflow(by: extent)
      guard !overflows else {
        throw refuse(reader.offset - 4, "a size that fits in memory", "\(extent)")
      }
      byteCount = product
      shape.append(extent)
    }
    return (type, shape, byteCount)
  }

  /// The file of an array; its extents must be below 2³².
  package static func write(_ array: IDXArray) -> [UInt8] {
    precondition((1...8).contains(array.shape.count), "IDX has 1 to 8 axes")
    var bytes: [UInt8] = [0, 0, array.elementType.rawValue, UInt8(array.shape.count)]
    for extent in array.shape {
      for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: extent >> shift)) }
    }
    return bytes + array.bytes
  }

  private static func refuse(_ offset: Int, _ expected: String, _ found: String) -> FormatError {
    FormatError(format: "IDX", .offset(offset), expected: expected, found: found)
  }

  private static func list(_ bytes: [UInt8]) -> String {
    bytes.map { String($0) }.joined(separator: " ")
  }
}
