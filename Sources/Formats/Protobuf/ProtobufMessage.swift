/// A message of protocol buffers that is to be written: fields in the order in which they were added.
///
/// Lengths are known before anything is written, so that a file of any depth is written once.
/// Source: the encoding page of protocol buffers' documentation.
struct ProtobufMessage {
  fileprivate enum Value {
    case varint(UInt64)
    case fixed32(UInt32)
    case fixed64(UInt64)
    case bytes([UInt8])
    case message(ProtobufMessage)
  }

  private var fields: [(number: Int, value: Value)] = []
  /// How many bytes it takes, without its own length.
  private(set) var byteCount = 0

  /// A whole number; negative ones take ten bytes.
  mutating func add(_ number: Int, _ value: Int) {
    append(number, .varint(UInt64(bitPattern: Int64(value))))
  }

  mutating func add(_ number: Int, _ value: Float) { append(number, .fixed32(value.bitPattern)) }
  mutating func add(_ number: Int, _ value: Double) { append(number, .fixed64(value.bitPattern)) }
  mutating func add(_ number: Int, _ text: String) { append(number, .bytes(Array(text.utf8))) }
  mutating func add(_ number: Int, bytes: [UInt8]) { append(number, .bytes(bytes)) }
  mutating func add(_ number: Int, _ message: ProtobufMessage) { append(number, .message(message)) }

  /// Whole numbers in one field, each without a number of its own.
  mutating func add(_ number: Int, packed values: [Int]) {
    var bytes: [UInt8] = []
    for value in values { Self.write(UInt64(bitPattern: Int64(value)), to: &bytes) }
    append(number, .bytes(bytes))
  }

  /// The same of numbers of 32 bits.
  mutating func add(_ number: Int, packed values: [Float]) {
    append(number, .bytes(values.flatMap { littleEndianBytes($0.bitPattern) }))
  }

  /// The same of numbers of 64 bits.
  mutating func add(_ number: Int, packed values: [Double]) {
    append(number, .bytes(values.flatMap { littleEndianBytes($0.bitPattern) }))
  }

  /// The message in bytes.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount)
    write(to: &bytes)
    return bytes
  }

  private mutating func append(_ number: Int, _ value: Value) {
    fields.append((number, value))
    byteCount += Self.byteCount(UInt64(number << 3)) + value.byteCount
  }

  private func write(to bytes: inout [UInt8]) {
    for (number, value) in fields {
      Self.write(UInt64(number << 3 | value.wireType), to: &bytes)
      switch value {
      case .varint(let value): Self.write(value, to: &bytes)
      case .fixed32(let value): bytes += littleEndianBytes(value)
      case .fixed64(let value): bytes += littleEndianBytes(value)
      case .bytes(let content):
        Self.write(UInt64(content.count), to: &bytes)
        bytes += content
      case .message(let message):
        Self.write(UInt64(message.byteCount), to: &bytes)
        message.write(to: &bytes)
      }
    }
  }

  /// Seven bits a byte, the lowest first; the eighth says that more follow.
  private static func write(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  fileprivate static func byteCount(_ value: UInt64) -> Int {
    max(1, (UInt64.bitWidth - value.leadingZeroBitCount + 6) / 7)
  }
}

extension ProtobufMessage.Value {
  fileprivate var wireType: Int {
    switch self {
    case .varint: 0
    case .fixed64: 1
    case .bytes, .message: 2
    case .fixed32: 5
    }
  }

  fileprivate var byteCount: Int {
    func long(_ count: Int) -> Int { ProtobufMessage.byteCount(UInt64(count)) + count }
    return switch self {
    case .varint(let value): ProtobufMessage.byteCount(value)
    case .fixed32: 4
    case .fixed64: 8
    case .bytes(let bytes): long(bytes.count)
    case .message(let message): long(message.byteCount)
    }
  }
}

/// The bytes of a number, the least significant first.
func littleEndianBytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
}
