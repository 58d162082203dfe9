/// Products and quotients with powers of ten, rounded once.
enum ExactScaling {
  /// 5²⁷ is the last power of five below 2⁶³.
  static let largestPower = 27

  private static let fives: [UInt64] = (0...largestPower).map { exponent in
    (0..<exponent).reduce(UInt64(1)) { power, _ in power * 5 }
  }

  /// mantissa · 10^power, the nearest `Double` and the even one of two; |power| ≤ 27, mantissa > 0.
  ///
  /// 10^p = 5^p · 2^p: the product with 5^p, or the quotient by it and whether something is left, is
  /// exact in whole numbers, and powers of two change no digit.
  static func value(_ mantissa: UInt64, powerOfTen power: Int) -> Double {
    if power >= 0 {
      let (high, low) = mantissa.multipliedFullWidth(by: fives[power])
      if high == 0 { return rounded(low, hasRest: false, powerOfTwo: power) }
      let shift = high.leadingZeroBitCount
      let top = shift == 0 ? high : high << shift | low >> (64 - shift)
      return rounded(top, hasRest: low << shift != 0, powerOfTwo: power + 64 - shift)
    }
    let divisor = fives[-power]
    let (up, down) = (mantissa.leadingZeroBitCount, divisor.leadingZeroBitCount)
    // Both have their top bit set, so the quotient by 2⁶³ has 63 or 64 bits.
    let dividend = mantissa << up
    let (quotient, rest) = (divisor << down).dividingFullWidth((dividend >> 1, dividend << 63))
    return rounded(quotient, hasRest: rest != 0, powerOfTwo: power - 63 + down - up)
  }

  /// The nearest to digits · 2^power, where `hasRest` says that a little more is meant.
  private static func rounded(_ digits: UInt64, hasRest: Bool, powerOfTwo power: Int) -> Double {
    let shift = digits.leadingZeroBitCount
    let full = digits << shift
    var kept = full >> 11
    let dropped = full & 0x7FF
    if dropped > 0x400 || dropped == 0x400 && (hasRest || kept & 1 == 1) { kept += 1 }
    // Far from the ends of the range of `Double`: ±27 powers of ten and 64 bits.
    let scale = Double(sign: .plus, exponent: power - shift + 11, significand: 1)
    return Double(kept) * scale
  }
}
