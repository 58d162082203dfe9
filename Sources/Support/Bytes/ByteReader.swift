/// Reads numbers and runs of bytes from memory; no length can lead outside.
package struct ByteReader: Sendable {
  /// More was asked for than is left.
  package struct EndOfData: Error, Equatable, Sendable {
    /// Where reading began, in bytes from the start.
    package let offset: Int
    /// How many bytes were asked for; may be negative.
    package let wanted: Int
    /// How many were left.
    package let available: Int

    /// Bytes that ran out: at `offset`, `wanted` of them were asked for and `available` are left.
    package init(offset: Int, wanted: Int, available: Int) {
      self.offset = offset
      self.wanted = wanted
      self.available = available
    }
  }

  /// All bytes, those that are read already among them.
  package let bytes: [UInt8]
  /// How many bytes are read already: the position of the next one.
  package private(set) var offset = 0

  /// Reads from the first byte on.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How many bytes are left.
  package var remaining: Int { bytes.count - offset }
  /// Whether every byte is read.
  package var isAtEnd: Bool { remaining == 0 }

  /// The next `count` bytes; a negative count is refused like one that is too large.
  package mutating func read(_ count: Int) throws(EndOfData) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else {
      throw EndOfData(offset: offset, wanted: count, available: remaining)
    }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  /// The next byte; throws where none is left.
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

  /// Passes over the next `count` bytes; refuses what `read` refuses.
  package mutating func skip(_ count: Int) throws(EndOfData) { _ = try read(count) }
}
