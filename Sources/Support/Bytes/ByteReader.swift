/// Reads numbers and runs of bytes from memory; no length can lead outside.
package struct ByteReader: Sendable {
  /// More was asked for than is left.
  package struct EndOfData: Error, Equatable, Sendable {
    package let offset: Int
    package let wanted: Int
    package let available: Int

    package init(offset: Int, wanted: Int, available: Int) {
      self.offset = offset
      self.wanted = wanted
      self.available = available
    }
  }

  package let bytes: [UInt8]
  package private(set) var offset = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var remaining: Int { bytes.count - offset }
  package var isAtEnd: Bool { remaining == 0 }

  /// The next `count` bytes; a negative count is refused like one that is too large.
  package mutating func read(_ count: Int) throws(EndOfData) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else {
      throw EndOfData(offset: offset, wanted: count, available: remaining)
    }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  package mutating func readUInt8() throws(EndOfData) -> UInt8 {
    try read(1).first ?? 0
  }

  /// A whole number of the type's size, most significant byte first.
  package mutating func readBigEndian<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(EndOfData) -> Number {
    try read(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  /// A whole number of the type's size, least significant byte first.
  package mutating func readLittleEndian<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(EndOfData) -> Number {
    try read(Number.bitWidth / 8).reversed().reduce(0) {
      $0 << 8 | Number(truncatingIfNeeded: $1)
    }
  }

  package mutating func skip(_ count: Int) throws(EndOfData) { _ = try read(count) }
}
