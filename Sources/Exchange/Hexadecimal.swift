import Engine

/// Bytes as digits.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  static func text(of bytes: UnsafeRawBufferPointer) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.count)
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  static func tensor(_ type: TensorType, of text: String) -> Tensor? {
    let letters = Array(text.utf8)
    guard letters.count == 2 * type.byteCount else { return nil }
    func value(_ letter: UInt8) -> UInt8? {
      digits.firstIndex(of: letter).map { UInt8(truncatingIfNeeded: $0) }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(type.byteCount)
    for place in stride(from: 0, to: letters.count, by: 2) {
      guard let high = value(letters[place]), let low = value(letters[place + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return Tensor(type) { $0.copyBytes(from: bytes) }
  }
}
