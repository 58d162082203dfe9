/// The gate for text that did not originate here: names and contents of files, stored outputs.
///
/// What could steer a terminal or hide in a line becomes a visible escape, `<U+001B>`.
package enum Sanitizer {
  /// The text with control characters, bidi controls and invisible characters shown as escapes.
  ///
  /// New lines and tabs stay. A zero-width joiner stays between two emoji, where it only draws.
  package static func visible(_ text: String) -> String {
    if text.utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A || $0 == 0x09 }) {
      return text
    }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      if isHarmless(scalar) || joinsEmoji(scalars, at: index) {
        result.append(scalar)
      } else {
        result.append(contentsOf: escape(scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  /// The same on one line: what begins a new one, and tabs, which have no width, are escapes too.
  package static func visibleLine(_ text: String) -> String {
    let visible = visible(text)
    guard visible.utf8.contains(where: { $0 == 0x0A || $0 == 0x09 }) else { return visible }
    return visible.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar == "\n" || scalar == "\t" {
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether a text would come through unchanged.
  package static func isHarmless(_ text: String) -> Bool { visible(text) == text }

  /// `<U+202E>`: how a code point is shown instead of being obeyed.
  package static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0x00...0x1F, 0x7F...0x9F: false
    // Soft hyphen, Arabic letter mark, zero-width and direction marks.
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F: false
    // Line and paragraph separators, embeddings and overrides, word joiner, isolates.
    case 0x2028...0x202E, 0x2060...0x206F: false
    case 0xFEFF, 0xFFF9...0xFFFB: false
    // Tag characters and the supplementary variation selectors can carry hidden text.
    case 0xE0000...0xE0FFF: false
    default: true
    }
  }

  private static func joinsEmoji(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard scalars[index].value == 0x200D, index > 0, index + 1 < scalars.count else { return false }
    let before = scalars[index - 1]
    let isAfterEmoji =
      before.value == 0xFE0F || before.properties.isEmojiModifier || isPicture(before)
    return isAfterEmoji && isPicture(scalars[index + 1])
  }

  private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xFF && scalar.properties.isEmoji
  }
}
