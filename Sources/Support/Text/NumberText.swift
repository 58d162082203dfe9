import Glibc

/// How numbers print, everywhere and in every locale.
package enum NumberText {
  /// Significant digits of numbers that are not whole.
  package static let digits = 6
  /// Whole numbers up to 2⁵³ are exact, and print with all digits.
  package static let largestWhole = 9_007_199_254_740_992.0

  /// A number as a value: six significant digits, but never fewer than stand before the point.
  ///
  /// Whole numbers up to 2⁵³ print all digits. Others as C's `%.6g` does, but with more digits before
  /// the point than that they print all of those and one decimal, which is left out where it is 0:
  /// `1000000.5`. From 10¹⁵ on they have an exponent. `-0` is `0`; the rest are `nan`, `inf`, `-inf`.
  package static func general(_ number: Double) -> String { general(number, digits: digits) }

  /// The same with another count of significant digits, from 1 to 17.
  package static func general(_ number: Double, digits: Int) -> String {
    if let special = notFinite(number) { return special }
    if let whole = whole(number) { return whole }
    let digits = max(1, min(17, digits))
    let short = formatted("%.\(digits)g", number)
    guard abs(number) < 1e15, short.contains("e+") else { return short }
    // Rounding may have given one more digit before the point: 999999.7.
    let hasRoom = abs(number) < pow(10, Double(digits))
    let text = formatted(hasRoom ? "%.0f" : "%.1f", number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func whole(_ number: Double) -> String? {
    guard abs(number) <= largestWhole, let whole = Int(exactly: number) else { return nil }
    return String(whole)
  }

  /// With so many digits after the point: `fixed(2, decimals: 4)` is `2.0000`.
  ///
  /// A result that rounds to zero has no sign.
  package static func fixed(_ number: Double, decimals: Int) -> String {
    if let special = notFinite(number) { return special }
    return withoutSignOfZero(formatted("%.\(max(0, decimals))f", number))
  }

  /// With an exponent and so many significant digits: `scientific(1234, digits: 4)` is `1.234e+03`.
  package static func scientific(_ number: Double, digits: Int) -> String {
    if let special = notFinite(number) { return special }
    return withoutSignOfZero(formatted("%.\(max(1, digits) - 1)e", number))
  }

  /// Significant digits without an exponent where possible, trailing zeros kept off: C's `%.*g`.
  package static func significant(_ number: Double, digits: Int) -> String {
    if let special = notFinite(number) { return special }
    return withoutSignOfZero(formatted("%.\(max(1, digits))g", number))
  }

  /// With thousands commas, for tables: `60,000`.
  package static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// `1 epoch`, `2,000 epochs`.
  package static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    grouped(number) + " " + noun(number, one, many)
  }

  /// The word that goes with a number: one thing, or many of them; without `many` it gets an s.
  package static func noun(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    number == 1 ? one : many ?? one + "s"
  }

  /// A loss or metric in run lines and reports: four decimals from 0.001 up to 1e6, and for 0.
  ///
  /// Others show four significant digits: `3.214e-05`.
  package static func metric(_ number: Double) -> String {
    if let special = notFinite(number) { return special }
    let size = abs(number)
    if size == 0 || (size >= 0.001 && size < 1e6) { return fixed(number, decimals: 4) }
    return formatted("%#.4g", number)
  }

  /// A time that is left, of so many seconds: `0:42`, `12:05`, `3 h 20 min`, `2 d 4 h`; `?` where none is known.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
    let whole = Int(saturating: seconds.rounded())
    let minutes = whole / 60
    if minutes < 60 {
      let rest = whole % 60
      return "\(minutes):" + (rest < 10 ? "0" : "") + "\(rest)"
    }
    let hours = minutes / 60
    return hours < 48 ? "\(hours) h \(minutes % 60) min" : "\(hours / 24) d \(hours % 24) h"
  }

  /// The shortest digits that read back as the same number: for files and titles of axes.
  package static func exact(_ number: Double) -> String {
    if let special = notFinite(number) { return special }
    return whole(number) ?? "\(number)"
  }

  private static func notFinite(_ number: Double) -> String? {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    return nil
  }

  private static func withoutSignOfZero(_ text: String) -> String {
    guard text.hasPrefix("-"), !text.utf8.contains(where: { $0 >= 0x31 && $0 <= 0x39 }) else {
      return text
    }
    // The digits of an exponent of zero are zeros too, so the test above holds for `-0.0e+00`.
    return String(text.dropFirst())
  }

  /// C's formatting with a point as decimal separator whatever the locale says.
  private static func formatted(_ format: String, _ number: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    let length = withVaList([number]) { vsnprintf(&buffer, buffer.count, format, $0) }
    var result = ""
    var insideSeparator = false
    for byte in buffer.prefix(max(0, min(Int(length), buffer.count - 1))) {
      let code = UInt8(bitPattern: byte)
      let isOwn = (code >= 0x30 && code <= 0x39) || code == 0x2B || code == 0x2D || code == 0x65
      if isOwn {
        result.unicodeScalars.append(Unicode.Scalar(code))
      } else if !insideSeparator {
        result.append(".")
      }
      insideSeparator = !isOwn
    }
    return result
  }
}
