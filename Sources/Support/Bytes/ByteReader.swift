/// Reads numbers and runs of bytes from memory; no length can lead outside.
public struct ByteReader: Sendable {
  /// More was asked for than is left.
  public struct EndOfData: Error, Equatable, Sendable {
    public let offset: Int
    public let wanted: Int
    public let available: Int

    public init(offset: Int, wanted: Int, available: Int) {
      self.offset = offset
      self.wanted = wanted
      self.available = available
    }
  }

  public let bytes: [UInt8]
  public private(set) var offset = 0

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public var remaining: Int { bytes.count - offset }
  public var isAtEnd: Bool { remaining == 0 }

  /// The next `count` bytes; a negative count is refused like one that is too large.
  public mutating func read(_ count: Int) throws(EndOfData) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else {
      throw EndOfData(offset: offset, wanted: count, available: remaining)
    }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  public mutating func readUInt8() throws(EndOfData) -> UInt8 {
    try read(1).first ?? 0
  }

  /// A whole number of the type's size, most significant byte first.
  public mutating func readBigEndian<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(EndOfData) -> Number {
    try read(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  /// A whole number of the type's size, least significant byte first.
  public mutating func readLittleEndian<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(EndOfData) -> Number {
    try read(Number.bitWidth / 8).reversed().reduce(0) {
      $0 << 8 | Number(truncatingIfNeeded: $1)
    }
  }

  public mutating func skip(_ count: Int) throws(EndOfData) { _ = try read(count) }
}
