import Support

/// Reads the fields of one message of protocol buffers; no length can lead outside of it.
///
/// Fields of unknown numbers are passed over by whoever reads, as the format wants it.
struct ProtobufReader {
  /// One field as it stands there: what it means is a matter of its number.
  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case bytes(ArraySlice<UInt8>)
    case fixed32(UInt32)
  }

  /// What a fault is told of: "ONNX".
  let format: String
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>, format: String) {
    (self.bytes, self.format, place) = (bytes, format, bytes.startIndex)
  }

  /// The next field; `nil` behind the last.
  mutating func next() throws(FormatError) -> (number: Int, value: Value)? {
    guard place < bytes.endIndex else { return nil }
    let start = place
    let key = try varint()
    guard key >> 3 > 0, key >> 3 < 1 << 29 else {
      throw fault(start, "the number of a field", "\(key >> 3)")
    }
    let number = Int(truncatingIfNeeded: key >> 3)
    switch key & 7 {
    case 0: return (number, .varint(try varint()))
    case 1: return (number, .fixed64(try fixed(UInt64.self)))
    case 2:
      let length = try varint()
      guard length <= UInt64(bytes.endIndex - place) else {
        throw fault(
          start, "at most \(NumberText.grouped(bytes.endIndex - place)) bytes",
          "a length of \(length)")
      }
      let end = place + Int(truncatingIfNeeded: length)
      defer { place = end }
      return (number, .bytes(bytes[place..<end]))
    case 5: return (number, .fixed32(try fixed(UInt32.self)))
    default: throw fault(start, "one of four kinds of field", "kind \(key & 7)")
    }
  }

  /// All whole numbers that stand one after the other without fields.
  mutating func packedNumbers() throws(FormatError) -> [Int] {
    var numbers: [Int] = []
    while place < bytes.endIndex {
      numbers.append(Int(truncatingIfNeeded: Int64(bitPattern: try varint())))
    }
    return numbers
  }

  private mutating func varint() throws(FormatError) -> UInt64 {
    let start = place
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      guard place < bytes.endIndex else { throw fault(start, "more bytes", "the end") }
      let byte = bytes[place]
      place += 1
      value |= shift < 64 ? UInt64(byte & 0x7F) << UInt64(shift) : 0
      if byte < 0x80 { return value }
    }
    throw fault(start, "a number of at most ten bytes", "a longer one")
  }

  private mutating func fixed<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(FormatError) -> Number {
    let count = Number.bitWidth / 8
    guard bytes.endIndex - place >= count else { throw fault(place, "\(count) bytes", "the end") }
    defer { place += count }
    return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Number($1) }
  }

  private func fault(_ place: Int, _ expected: String, _ found: String) -> FormatError {
    FormatError(format: format, .offset(place), expected: expected, found: found)
  }
}

extension ProtobufReader.Value {
  /// A whole number; `nil` for another kind of field.
  var int: Int? {
    if case .varint(let value) = self {
      Int(truncatingIfNeeded: Int64(bitPattern: value))
    } else {
      nil
    }
  }

  var float: Float? {
    if case .fixed32(let bits) = self { Float(bitPattern: bits) } else { nil }
  }

  var content: ArraySlice<UInt8>? {
    if case .bytes(let bytes) = self { bytes } else { nil }
  }

  /// Text; what is no UTF-8 is made readable.
  var text: String? { content.map { String(decoding: $0, as: UTF8.self) } }

  /// Whole numbers, packed or one by itself.
  func ints(_ format: String) throws(FormatError) -> [Int] {
    switch self {
    case .varint: return int.map { [$0] } ?? []
    case .bytes(let bytes):
      var reader = ProtobufReader(bytes, format: format)
      return try reader.packedNumbers()
    case .fixed32, .fixed64: return []
    }
  }

  /// Numbers of 32 bits, packed or one by itself.
  var floats: [Float] {
    switch self {
    case .fixed32: float.map { [$0] } ?? []
    case .bytes(let bytes): bytes.littleEndian(UInt32.self).map { Float(bitPattern: $0) }
    case .varint, .fixed64: []
    }
  }

  /// Numbers of 64 bits, packed or one by itself.
  var doubles: [Double] {
    switch self {
    case .fixed64(let bits): [Double(bitPattern: bits)]
    case .bytes(let bytes): bytes.littleEndian(UInt64.self).map { Double(bitPattern: $0) }
    case .varint, .fixed32: []
    }
  }
}

extension ArraySlice<UInt8> {
  /// Numbers that stand one after the other, the least significant byte first; a broken last one is left out.
  func littleEndian<Number: FixedWidthInteger>(_ type: Number.Type) -> [Number] {
    let size = Number.bitWidth / 8
    return withUnsafeBytes { bytes in
      (0..<bytes.count / size).map {
        Number(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Number.self))
      }
    }
  }
}
