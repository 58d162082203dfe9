/// Eight digits at once, the first of them in the lowest byte.
enum DigitWord {
  /// `00000000`.
  static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// Whether all eight bytes are digits.
  @inline(__always)
  static func isDigits(_ word: UInt64) -> Bool {
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    // Six more leave the upper half of `0` to `9` as it is, and nothing above them.
    return word & high == zeros && (word &+ 0x0606_0606_0606_0606) & high == zeros
  }

  /// The number that eight digits are: by pairs, by fours, by eights.
  @inline(__always)
  static func value(_ word: UInt64) -> UInt64 {
    var digits = word &- zeros
    digits = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    digits = (digits &* 100 &+ digits >> 16) & 0x0000_FFFF_0000_FFFF
    return (digits &* 10_000 &+ digits >> 32) & 0xFFFF_FFFF
  }

  /// Goes on over digits, which come behind those of `mantissa`; what does not fit is lost.
  @inline(__always)
  static func take(
    _ position: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ mantissa: inout UInt64
  ) {
    while end - position >= 8 {
      let word = ByteSearch.load(position)
      guard isDigits(word) else { break }
      mantissa = mantissa &* 100_000_000 &+ value(word)
      position += 8
    }
    while position < end {
      let digit = position.pointee &- 0x30
      if digit > 9 { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      position += 1
    }
  }
}
