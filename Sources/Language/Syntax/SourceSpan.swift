/// A part of the source, as UTF-8 offsets, half open.
public struct SourceSpan: Hashable, Sendable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The text of this part, as written; empty where the span lies outside `source`.
  public func text(in source: String) -> String {
    let bytes = source.utf8
    guard start >= 0, start <= end, end <= bytes.count else { return "" }
    let from = bytes.index(bytes.startIndex, offsetBy: start)
    return String(decoding: bytes[from..<bytes.index(from, offsetBy: end - start)], as: UTF8.self)
  }
}

/// A word with its place.
public struct Name: Hashable, Sendable {
  public var text: String
  public var span: SourceSpan

  public init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}
