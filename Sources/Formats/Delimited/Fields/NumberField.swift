/// Reads a field as a number, rounded correctly.
struct NumberField {
  /// 2⁵³, up to which every whole number is a `Double`.
  static let exactLimit: UInt64 = 1 << 53

  /// 10⁰ to 10²², which are exact.
  private nonisolated(unsafe) static let powers: UnsafePointer<Double> = {
    let powers = UnsafeMutablePointer<Double>.allocate(capacity: 23)
    powers[0] = 1
    for exponent in 1...22 { powers[exponent] = powers[exponent - 1] * 10 }
    return UnsafePointer(powers)
  }()

  /// The byte before the digits of a fraction.
  let point: UInt8
  /// The byte that may group thousands.
  let group: UInt8
  private let powers = NumberField.powers

  init(decimal point: UInt8) {
    self.point = point
    group = point == 0x2C ? 0x2E : 0x2C
  }

  /// A number as nearly all are written: a minus, digits, a point, digits; else `nil`. Eight bytes
  /// behind can be read.
  @inline(__always)
  func plain(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ value: inout Double
  ) -> FieldClass? {
    let count = end - start
    guard count > 0 else { return nil }
    let isNegative = start.pointee == 0x2D
    let first = start + (isNegative ? 1 : 0)
    let sign: UInt64 = isNegative ? 1 << 63 : 0
    guard end - first <= 8 else { return long(first, end, sign, &value) }
    guard end > first else { return nil }
    // The last byte comes to the top, and zeros to the places in front.
    let gap = UInt64(truncatingIfNeeded: 64 - 8 * (end - first))
    var word = ByteSearch.load(first) << gap | DigitWord.zeros & ~(~0 << gap)
    let spread = ByteSearch.spread(point)
    let match = ByteSearch.matches(word, spread, spread, spread)
    if match == 0 {
      guard DigitWord.isDigits(word) else { return nil }
      value = Double(bitPattern: Double(DigitWord.value(word)).bitPattern | sign)
      return isNegative ? .whole : .digits
    }
    let place = UInt64(truncatingIfNeeded: match.trailingZeroBitCount - 7)
    // What is in front of the point moves up by one byte; another point is no digit.
    let below: UInt64 = ~(~0 << place)
    word = (word & below) << 8 | word & ~(below << 8 | 0xFF) | 0x30
    guard DigitWord.isDigits(word), count > 1, !(isNegative && count == 2) else { return nil }
    let places = Int(truncatingIfNeeded: 7 - place / 8)
    let number = Double(DigitWord.value(word)) / powers[places]
    value = Double(bitPattern: number.bitPattern | sign)
    return .fraction
  }

  /// The same without the sign, for more bytes than eight.
  private func long(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ sign: UInt64,
    _ value: inout Double
  ) -> FieldClass? {
    var position = start
    var mantissa: UInt64 = 0
    DigitWord.take(&position, end, &mantissa)
    var digits = position - start
    if position == end {
      // Fifteen digits are below 2⁵³.
      guard digits <= 15 else { return nil }
      value = Double(bitPattern: Double(mantissa).bitPattern | sign)
      return sign == 0 ? .digits : .whole
    }
    guard position.pointee == point else { return nil }
    position += 1
    let fraction = position
    DigitWord.take(&position, end, &mantissa)
    let places = position - fraction
    digits += places
    // Nineteen digits fit into 64 bits.
    guard position == end, digits <= 19 else { return nil }
    // Both numbers of the division are exact, so it rounds once.
    let number =
      mantissa <= Self.exactLimit
      ? Double(mantissa) / powers[places] : ExactScaling.value(mantissa, powerOfTen: -places)
    value = Double(bitPattern: number.bitPattern | sign)
    return .fraction
  }

  /// Any number without blanks around it; `nil` where it is none.
  func any(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ value: inout Double
  ) -> FieldClass? {
    guard let spelling = NumberSpelling(start, end, point: point, group: group) else { return nil }
    guard let number = spelling.value(start, end, point: point, group: group) else {
      return .infinite
    }
    value = number
    if spelling.hasPoint || spelling.hasExponent { return .fraction }
    guard !spelling.isCut, spelling.mantissa <= Self.exactLimit else {
      return spelling.isDigitsOnly ? .longDigits : .fraction
    }
    return spelling.isDigitsOnly ? .digits : .whole
  }
}
