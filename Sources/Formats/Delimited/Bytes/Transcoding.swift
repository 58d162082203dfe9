/// What becomes UTF-8 piece by piece; keeps what a piece cuts in two.
protocol Transcoder {
  /// Appends the UTF-8 of the next bytes; false where they mean nothing. `isLast` ends the text.
  mutating func append(_ bytes: [UInt8], isLast: Bool, to text: inout [UInt8]) -> Bool
}

/// Windows-1252, one byte a character.
struct Windows1252: Transcoder {
  /// The characters of 0x80 to 0x9F. Five bytes have none and stay control characters, as on the web.
  private static let upper: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  mutating func append(_ bytes: [UInt8], isLast: Bool, to text: inout [UInt8]) -> Bool {
    for byte in bytes {
      let code = byte < 0x80 || byte > 0x9F ? UInt16(byte) : Self.upper[Int(byte) - 0x80]
      text.append(character: UInt32(code))
    }
    return true
  }
}

/// UTF-16 in either order of bytes.
struct UTF16Bytes: Transcoder {
  let isBigEndian: Bool
  private var half: UInt8?
  private var high: UInt32?

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  mutating func append(_ bytes: [UInt8], isLast: Bool, to text: inout [UInt8]) -> Bool {
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      let unit =
        isBigEndian
        ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first)
      switch (high, unit) {
      case (nil, 0xD800...0xDBFF): high = unit
      case (let pair?, 0xDC00...0xDFFF):
        text.append(character: 0x10000 + (pair - 0xD800) << 10 + (unit - 0xDC00))
        high = nil
      case (nil, 0..<0xD800), (nil, 0xE000...0xFFFF): text.append(character: unit)
      default: return false
      }
    }
    return !isLast || (half == nil && high == nil)
  }
}

extension [UInt8] {
  /// Appends the UTF-8 of a character that there is.
  fileprivate mutating func append(character code: UInt32) {
    func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: code >> shift) & 0x3F }
    switch code {
    case 0..<0x80: append(UInt8(code))
    case 0x80..<0x800:
      append(0xC0 | UInt8(code >> 6))
      append(tail(0))
    case 0x800..<0x10000:
      append(0xE0 | UInt8(code >> 12))
      append(tail(6))
      append(tail(0))
    default:
      append(0xF0 | UInt8(truncatingIfNeeded: code >> 18))
      append(tail(12))
      append(tail(6))
      append(tail(0))
    }
  }
}
