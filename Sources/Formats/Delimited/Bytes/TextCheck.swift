/// Whether bytes are UTF-8 text.
enum TextCheck {
  /// What is wrong with bytes, and where.
  enum Fault: Equatable {
    /// A zero byte, or a control character where bytes are single characters.
    case binary(Int)
    case notUTF8(Int)
  }

  /// The first fault of a range; a character lies in it as a whole.
  ///
  /// With `strict` control characters are faults too: every byte means something in Windows-1252, so
  /// that nothing else tells what is no text.
  static func fault(
    _ base: UnsafePointer<UInt8>, _ range: Range<Int>, strict: Bool
  ) -> Fault? {
    var position = range.lowerBound
    let high = ByteSearch.spread(0x80)
    while position < range.upperBound {
      if !strict {
        // Plain text goes by eight bytes at a time: no top bit set, and none set by taking one away.
        while position + 8 <= range.upperBound {
          let word = ByteSearch.load(base + position)
          if (word | (word &- ByteSearch.spread(1))) & high != 0 { break }
          position += 8
        }
        guard position < range.upperBound else { return nil }
      }
      let byte = base[position]
      if byte < 0x80 {
        if byte == 0 || strict && isControl(byte) { return .binary(position) }
        position += 1
        continue
      }
      let length = character(base + position, range.upperBound - position)
      if length == 0 { return .notUTF8(position) }
      position += length
    }
    return nil
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x09 || byte > 0x0D && byte < 0x20 && byte != 0x1A
  }

  /// How many bytes the character of more than one byte takes that begins here; 0 where it is none.
  @inline(__always)
  private static func character(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    func isTail(_ index: Int) -> Bool { index < count && bytes[index] & 0xC0 == 0x80 }
    switch bytes[0] {
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0...0xEF:
      guard isTail(1), isTail(2) else { return 0 }
      let second = bytes[1]
      if bytes[0] == 0xE0 && second < 0xA0 || bytes[0] == 0xED && second > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard isTail(1), isTail(2), isTail(3) else { return 0 }
      let second = bytes[1]
      if bytes[0] == 0xF0 && second < 0x90 || bytes[0] == 0xF4 && second > 0x8F { return 0 }
      return 4
    default: return 0
    }
  }
}
