import Support

/// How amounts of money print, everywhere: `0.00002`, `0.85`, `1,577,185.80`.
enum MoneyText {
  /// The amount without its currency, with at least so many significant digits as it has before the point.
  ///
  /// Thousands have commas, tenths a second digit beside them; what is small has no exponent down to 10⁻¹². Others, and
  /// numbers from 10¹⁵ on that are not whole, print as numbers do.
  static func text(_ amount: Double, digits: Int) -> String {
    let text = NumberText.general(amount, digits: digits)
    guard amount.isFinite else { return text }
    if let place = text.firstIndex(of: "e") { return withoutExponent(text, at: place) }
    let parts = text.split(separator: ".")
    guard let whole = parts.first.flatMap({ Int($0) }), whole.magnitude >= 1_000 else {
      return text
    }
    guard parts.count > 1 else { return NumberText.grouped(whole) }
    return NumberText.grouped(whole) + "." + parts[1] + (parts[1].count == 1 ? "0" : "")
  }

  private static func withoutExponent(_ text: String, at place: String.Index) -> String {
    guard let exponent = Int(text[text.index(after: place)...]), -12..<0 ~= exponent else {
      return text
    }
    let isNegative = text.hasPrefix("-")
    let digits = text[..<place].filter(\.isNumber)
    return (isNegative ? "-" : "") + "0." + String(repeating: "0", count: -exponent - 1) + digits
  }
}
