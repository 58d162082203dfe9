/// What may be glued to a number. Dimensions and factors belong to the workbench.
package enum NumberSuffix {
  /// `5k`, `3M`, `80%`
  package static let multipliers: [String: Double] = ["k": 1e3, "M": 1e6, "%": 1e-2]

  /// Unit suffixes, grouped by what they measure.
  package static let units = [
    "ns", "us", "ms", "s", "min", "h", "day", "W", "kW", "MW", "J", "kJ", "MJ", "Wh", "kWh", "MWh",
    "$", "B", "KB", "MB", "GB", "TB", "FLOP", "kFLOP", "MFLOP", "GFLOP", "TFLOP", "PFLOP",
    "EFLOP", "ZFLOP", "Hz", "kHz", "MHz", "GHz",
  ]
}

extension Lexer {
  // NUMBER = digits [ "." digits ] [ "e" [ sign ] digits ] [ suffix ]
  mutating func number() {
    digits()
    if byteAt(position) == ascii("."), isDigit(byteAt(position + 1)) {
      position += 1
      digits()
    }
    exponent()
    let span = SourceSpan(start, position)
    var digits = bytes[start..<position].filter { $0 != ascii("_") }
    if digits.count > Limits.numberDigits {
      report(
        "E0206", "this number has \(digits.count) digits", at: span,
        hint: "\(Limits.numberDigits) digits are the limit; about 17 of them count")
      digits = [ascii("0")]
    }
    let value = Double(String(decoding: digits, as: UTF8.self)) ?? 0
    if !value.isFinite {
      report("E0206", "this number is too large", at: span, hint: "the largest is about 1.8e308")
    }
    suffix(of: value)
  }

  private mutating func suffix(of value: Double) {
    let from = position
    if byteAt(position) == ascii("%") {
      position += 1
      return emit(.number(value / 100, unit: nil))
    }
    if byteAt(position) == ascii("$") {
      position += 1
      return emit(.number(value, unit: "$"))
    }
    position = endOfWord(from: position)
    guard position > from else { return emit(.number(value, unit: nil)) }
    let suffix = text(from, position)
    if let factor = NumberSuffix.multipliers[suffix] {
      let isMoney = byteAt(position) == ascii("$")
      if isMoney { position += 1 }
      return emit(.number(value * factor, unit: isMoney ? "$" : nil))
    }
    if NumberSuffix.units.contains(suffix) { return emit(.number(value, unit: suffix)) }
    let number = text(start, from)
    report(
      "E0206", "`\(suffix)` is no unit", at: SourceSpan(from, position),
      hint: unitHint(number: number, suffix: suffix))
    emit(.number(value, unit: nil))
  }

  private mutating func digits() {
    while let byte = byteAt(position),
      isDigit(byte) || byte == ascii("_") && isDigit(byteAt(position + 1))
    {
      position += 1
    }
  }

  private mutating func exponent() {
    guard byteAt(position) == ascii("e") || byteAt(position) == ascii("E") else { return }
    let hasSign = byteAt(position + 1) == ascii("-") || byteAt(position + 1) == ascii("+")
    let first = position + (hasSign ? 2 : 1)
    guard isDigit(byteAt(first)) else { return }
    position = first
    digits()
  }
}

private func isDigit(_ byte: UInt8?) -> Bool {
  guard let byte else { return false }
  return byte >= ascii("0") && byte <= ascii("9")
}

private func unitHint(number: String, suffix: String) -> String {
  // Milliwatts are no megawatts.
  if suffix.first == "m", NumberSuffix.units.contains(String(suffix.dropFirst())) {
    return "write `\(number)e-3\(suffix.dropFirst())`: there is no milli but `ms`"
  }
  if number == "0", let base = ["x": 16, "b": 2, "o": 8][suffix.prefix(1)],
    let value = Int(suffix.dropFirst(), radix: base)
  {
    return "write `\(value)`"
  }
  let sameLetters = NumberSuffix.units.first { $0.lowercased() == suffix.lowercased() }
  if let sameLetters { return "did you mean `\(number)\(sameLetters)`?" }
  if suffix == "K" { return "did you mean `\(number)k`?" }
  if let power = ["G": 9, "T": 12, "P": 15][suffix] { return "write `\(number)e\(power)`" }
  return "a product needs its sign: `\(number)*\(suffix)`; units are `3min`, `0.5$`, `2kWh`, `8GB`"
}
