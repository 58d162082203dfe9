/// Bytes of a text of 64 signs (RFC 4648, 4), as clients put files into JSON.
enum Base64Bytes {
  /// The bytes; `nil` for other signs, for another count of them than four for three bytes, and for bits behind the end.
  ///
  /// A text `data:image/png;base64,…`, as browsers make it, counts as what stands behind the comma.
  static func read(_ text: String) -> [UInt8]? {
    var signs = Substring(text).utf8
    if text.hasPrefix("data:") {
      guard let comma = signs.firstIndex(of: UInt8(ascii: ",")),
        text[..<comma].hasSuffix(";base64")
      else { return nil }
      signs = signs[signs.index(after: comma)...]
    }
    guard signs.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(signs.count / 4 * 3)
    var (value, count, padding) = (0 as UInt32, 0, 0)
    for sign in signs {
      if sign == UInt8(ascii: "=") {
        padding += 1
        value <<= 6
      } else {
        guard padding == 0, let digit = digit(sign) else { return nil }
        value = value << 6 | digit
      }
      count += 1
      guard count == 4 else { continue }
      guard padding < 3, value & (padding == 0 ? 0 : padding == 1 ? 0xFF : 0xFFFF) == 0 else {
        return nil
      }
      for place in 0..<(3 - padding) { bytes.append(UInt8(value >> (16 - 8 * place) & 0xFF)) }
      // Only the last four may be filled up.
      if padding > 0 { padding = 3 }
      (value, count) = (0, 0)
    }
    return bytes
  }

  private static func digit(_ sign: UInt8) -> UInt32? {
    switch sign {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(sign - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(sign - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(sign - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
