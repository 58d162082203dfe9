/// Numbers as people write them for people: `5%`, `$1.50`, `1 234`. They are words unless numbers are asked for.
package enum DecoratedNumber {
  /// The number of a text with a sign of percent or money, or with blanks or apostrophes between thousands; `nil` for
  /// anything else, a plain number among it.
  ///
  /// `5%` is 0.05, as in the language. With `point` a comma, fractions begin with one.
  package static func value(of text: String, point: UInt8 = 0x2E) -> Double? {
    guard text.utf8.count <= longest else { return nil }
    return value(Array(text.utf8), NumberField(decimal: point))
  }

  /// The same of the bytes of a field.
  static func value(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ format: NumberField
  ) -> Double? {
    guard start < end, end - start <= longest else { return nil }
    return value(Array(UnsafeBufferPointer(start: start, count: end - start)), format)
  }

  /// No number that people write is longer.
  private static let longest = 64
  private static let money: [[UInt8]] = ["$", "€", "£", "¥"].map { Array($0.utf8) }
  private static let groups: [[UInt8]] = [" ", "\u{A0}", "\u{202F}", "'", "’"].map {
    Array($0.utf8)
  }

  private static func value(_ text: [UInt8], _ format: NumberField) -> Double? {
    var rest = trimmed(text[...])
    var sign: [UInt8] = []
    var isDecorated = false
    // A sign may stand before or behind that of money.
    for _ in 0..<2 {
      if let first = rest.first, first == 0x2D || first == 0x2B, sign.isEmpty {
        sign = [first]
        rest = rest.dropFirst()
      }
      if !isDecorated, let mark = money.first(where: { rest.starts(with: $0) }) {
        isDecorated = true
        rest = trimmed(rest.dropFirst(mark.count))
      }
    }
    var power: [UInt8] = []
    if rest.last == 0x25, !isDecorated {
      (isDecorated, power) = (true, Array("e-2".utf8))
      rest = trimmed(rest.dropLast())
    } else if !isDecorated,
      let mark = money.first(where: { rest.suffix($0.count).elementsEqual($0) })
    {
      isDecorated = true
      rest = trimmed(rest.dropLast(mark.count))
    }
    let plain = ungrouped(rest)
    isDecorated = isDecorated || plain.count < rest.count
    guard isDecorated, let first = plain.first, first &- 0x30 <= 9 || first == format.point,
      let last = plain.last, last &- 0x30 <= 9 || last == format.point,
      !plain.contains(where: { $0 | 0x20 == 0x65 })
    else { return nil }
    let written = sign + plain + power
    return written.withUnsafeBufferPointer { bytes -> Double? in
      var value = 0.0
      guard let start = bytes.baseAddress,
        let kind = format.any(start, start + bytes.count, &value),
        kind.isNumber
      else { return nil }
      return value
    }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while text.first == 0x20 || text.first == 0x09 { text = text.dropFirst() }
    while text.last == 0x20 || text.last == 0x09 { text = text.dropLast() }
    return text
  }

  /// The digits without what stands between groups of three of them; as they are where it stands anywhere else.
  private static func ungrouped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    var rest = text
    var group: [UInt8]?
    // Digits since the last mark, and since the start.
    var digits = 0
    while let byte = rest.first {
      if byte &- 0x30 <= 9 {
        plain.append(byte)
        digits += 1
        rest = rest.dropFirst()
        continue
      }
      guard let mark = groups.first(where: { rest.starts(with: $0) }) else { break }
      guard group == nil ? (1...3).contains(digits) : group == mark && digits == 3 else {
        return Array(text)
      }
      (group, digits) = (mark, 0)
      rest = rest.dropFirst(mark.count)
    }
    guard group == nil || digits == 3 else { return Array(text) }
    return plain + rest
  }
}
