// The standard library normalises for comparing texts; this is the only door to it without Foundation.
@_spi(_Unicode) import Swift

/// Letters and their accents as one scalar where Unicode has one: libedit draws others wrong.
enum ComposedText {
  static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return string(text._nfc)
  }

  /// The single scalar that stands for a letter and the mark typed after it.
  static func pair(_ letter: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    guard mark.properties.canonicalCombiningClass != .notReordered else { return nil }
    let composed = Array(string([letter, mark])._nfc)
    return composed.count == 1 ? composed[0] : nil
  }
}
