import Glibc
import Support

/// One format for all labels of an axis: the fewest digits that read back as the ticks' values.
enum LabelFormat {
  /// The ticks of `step` with their labels.
  static func labels(
    of step: DecimalStep, indices: ClosedRange<Int>, in room: TickRoom
  ) -> TickSet {
    // Each value is `units · 10^exponent`; trailing zeros that all share are taken out.
    var units = indices.map { $0 * step.digits }
    var exponent = step.exponent
    while units.allSatisfy({ $0 % 10 == 0 }), units.contains(where: { $0 != 0 }) {
      units = units.map { $0 / 10 }
      exponent += 1
    }
    let values = indices.map(step.multiple)
    let largest = values.reduce(0) { max($0, abs($1)) }
    if indices.count > 1, room.allowsNote, step.size / largest < 1e-5 {
      return offset(units, exponent, values: values, in: room)
    }
    if largest >= 1e15 || (largest < 1e-3 && largest > 0) {
      if indices.count > 1, room.allowsNote {
        let engineering = Int(saturating: (log10(largest) / 3).rounded(.down)) * 3
        let texts = units.map { decimal($0, exponent - engineering, in: room) }
        return set(values, texts, note: factor(engineering, in: room))
      }
      let texts = units.map { short($0, exponent, in: room) }
      return set(values, texts)
    }
    for (suffix, power) in [("T", 12), ("G", 9), ("M", 6), ("k", 3)]
    where largest >= max(1e4, powerOfTen(power)) {
      let texts = units.map { $0 == 0 ? "0" : decimal($0, exponent - power, in: room) + suffix }
      return set(values, texts)
    }
    return set(values, units.map { decimal($0, exponent, in: room) })
  }

  /// `units · 10^exponent` as a plain decimal, all with the same count of digits after the point.
  static func decimal(_ units: Int, _ exponent: Int, in room: TickRoom) -> String {
    var digits = String(units.magnitude)
    if exponent >= 0 {
      if units != 0 { digits += String(repeating: "0", count: min(exponent, 20)) }
    } else {
      let decimals = min(-exponent, 20)
      if digits.count <= decimals {
        digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
      }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
    }
    return units < 0 ? minus(in: room) + digits : digits
  }

  /// A value that stands alone: `2e-5`, `10⁻⁵`.
  static func power(_ digit: Int, _ exponent: Int, in room: TickRoom) -> String {
    if exponent >= -3, exponent <= 4 {
      return exponent >= 0
        ? decimal(digit, exponent, in: room) : decimal(digit, exponent, in: room)
    }
    if digit == 1, room.hasSymbols { return "10" + superscript(exponent) }
    return "\(digit)e\(exponent)"
  }

  private static func short(_ units: Int, _ exponent: Int, in room: TickRoom) -> String {
    if units == 0 { return "0" }
    let digits = String(units.magnitude)
    var trimmed = Substring(digits)
    while trimmed.last == "0" { trimmed.removeLast() }
    let point = trimmed.count > 1 ? "." + trimmed.dropFirst() : ""
    let text = "\(digits.prefix(1))\(point)e\(exponent + digits.count - 1)"
    return units < 0 ? minus(in: room) + text : text
  }

  private static func offset(
    _ units: [Int], _ exponent: Int, values: [Double], in room: TickRoom
  ) -> TickSet {
    guard let first = units.first, let last = units.last else { return TickSet() }
    var block = 1
    while block < max(1, last - first) * 2, block < 1_000_000_000_000 { block *= 10 }
    // Rounded down, so that the rest is never negative.
    let base = (first >= 0 ? first / block : -((-first + block - 1) / block)) * block
    let texts = units.map { decimal($0 - base, exponent, in: room) }
    let sign = base < 0 ? "" : "+"
    return set(values, texts, note: sign + decimal(base, exponent, in: room))
  }

  private static func set(_ values: [Double], _ texts: [String], note: String = "") -> TickSet {
    TickSet(ticks: zip(values, texts).map { Tick(value: $0, label: $1) }, note: note)
  }

  private static func factor(_ exponent: Int, in room: TickRoom) -> String {
    room.hasSymbols ? "×10" + superscript(exponent) : "x1e\(exponent)"
  }

  private static func minus(in room: TickRoom) -> String { room.hasSymbols ? "−" : "-" }
}

private func superscript(_ number: Int) -> String {
  let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
  let text = String(number.magnitude).compactMap { $0.wholeNumberValue.map { digits[$0] } }
  return (number < 0 ? "⁻" : "") + String(text)
}

/// Columns of a label; ASCII is counted without a look at the table.
func columns(of text: String) -> Int { TextWidth.columns(of: text) }
