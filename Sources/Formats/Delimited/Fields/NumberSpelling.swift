/// The parts of a number as it is written: sign, digits with grouped thousands, point, exponent.
struct NumberSpelling {
  private(set) var isNegative = false
  /// The first 19 digits that count, without the zeros before them.
  private(set) var mantissa: UInt64 = 0
  /// The power of ten for the mantissa.
  private(set) var exponent = 0
  /// Whether digits other than zero were left out of the mantissa.
  private(set) var isCut = false
  private(set) var hasPoint = false
  private(set) var hasExponent = false
  private var hasSign = false
  private(set) var isGrouped = false
  private var taken = 0

  /// Whether it is nothing but digits.
  var isDigitsOnly: Bool { !(hasSign || hasPoint || hasExponent || isGrouped) }

  /// `nil` where the text is no number.
  init?(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, point: UInt8, group: UInt8
  ) {
    var position = start
    guard position < end else { return nil }
    if position.pointee == 0x2D || position.pointee == 0x2B {
      (hasSign, isNegative) = (true, position.pointee == 0x2D)
      position += 1
    }
    let first = position
    while position < end, let digit = Self.digit(position.pointee) {
      take(digit)
      position += 1
    }
    var digits = position - first
    if (1...3).contains(digits), position < end, position.pointee == group {
      guard let behind = takeGroups(position, end, group) else { return nil }
      isGrouped = true
      position = behind
    }
    if position < end, position.pointee == point {
      hasPoint = true
      position += 1
      let fraction = position
      while position < end, let digit = Self.digit(position.pointee) {
        take(digit)
        position += 1
      }
      digits += position - fraction
      exponent -= position - fraction
    }
    guard digits > 0 else { return nil }
    if position < end, position.pointee | 0x20 == 0x65 {
      guard let behind = takeExponent(position + 1, end) else { return nil }
      position = behind
    }
    guard position == end else { return nil }
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    let digit = byte &- 0x30
    return digit <= 9 ? UInt64(digit) : nil
  }

  private mutating func take(_ digit: UInt64) {
    if taken < 19 {
      mantissa = mantissa * 10 + digit
      if mantissa != 0 { taken += 1 }
    } else {
      if digit != 0 { isCut = true }
      exponent += 1
    }
  }

  /// Three digits behind each byte that groups: `1,234,567`.
  private mutating func takeGroups(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ group: UInt8
  ) -> UnsafePointer<UInt8>? {
    var position = start
    while position < end, position.pointee == group {
      guard end - position >= 4 else { return nil }
      for place in 1...3 {
        guard let digit = Self.digit(position[place]) else { return nil }
        take(digit)
      }
      position += 4
    }
    return position
  }

  private mutating func takeExponent(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var position = start
    guard position < end else { return nil }
    let isNegative = position.pointee == 0x2D
    if isNegative || position.pointee == 0x2B { position += 1 }
    let first = position
    var power = 0
    while position < end, let digit = Self.digit(position.pointee) {
      // Beyond any text that can be written out below the limit of a row.
      power = min(power * 10 + Int(digit), 1 << 40)
      position += 1
    }
    guard position > first else { return nil }
    hasExponent = true
    exponent += isNegative ? -power : power
    return position
  }

  /// The nearest number; `nil` where that is infinite. The text is that of the beginning.
  func value(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, point: UInt8, group: UInt8
  ) -> Double? {
    if mantissa == 0 { return isNegative ? -0.0 : 0 }
    if !isCut, abs(exponent) <= ExactScaling.largestPower {
      let number = ExactScaling.value(mantissa, powerOfTen: exponent)
      return isNegative ? -number : number
    }
    var plain: [UInt8] = []
    for byte in UnsafeBufferPointer(start: start, count: end - start) where byte != group {
      plain.append(byte == point ? 0x2E : byte)
    }
    guard let number = Double(String(decoding: plain, as: UTF8.self)), number.isFinite else {
      return nil
    }
    return number
  }
}
