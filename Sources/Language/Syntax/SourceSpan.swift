/// A part of the source, as UTF-8 offsets, half open.
package struct SourceSpan: Hashable, Sendable {
  /// Of the first byte.
  package var start: Int
  /// Of the byte behind the last; the same as `start` where the span is empty.
  package var end: Int

  /// From one offset to another; they are not checked.
  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The text of this part, as written; empty where the span lies outside `source`.
  package func text(in source: String) -> String {
    let bytes = source.utf8
    guard start >= 0, start <= end, end <= bytes.count else { return "" }
    let from = bytes.index(bytes.startIndex, offsetBy: start)
    return String(decoding: bytes[from..<bytes.index(from, offsetBy: end - start)], as: UTF8.self)
  }
}

/// A word with its place.
package struct Name: Hashable, Sendable {
  /// The word as written.
  package var text: String
  /// Where it stands.
  package var span: SourceSpan

  /// A word and where it stands.
  package init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}
