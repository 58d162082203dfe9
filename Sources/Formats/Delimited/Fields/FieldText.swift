/// The text of fields as it is meant: without doubled quotes, and without blanks around it where there
/// are no quotes.
final class FieldText {
  private var scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
  private var capacity = 256

  init() { scratch.initialize(repeating: 0, count: capacity) }

  deinit { scratch.deallocate() }

  /// The ends of a field's text; they hold until the next question. Eight bytes behind can be read.
  @inline(__always)
  func content(
    _ base: UnsafePointer<UInt8>, _ span: FieldSpan
  ) -> (start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
    if span.isQuoted {
      if span.hasDoubledQuotes { return undoubled(base, span) }
      return (base + span.start, base + span.end)
    }
    return Self.trimmed(base + span.start, base + span.end)
  }

  /// Without the blanks and tabs at both ends.
  @inline(__always)
  static func trimmed(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
    var (start, end) = (start, end)
    while start < end, start[0] == RowRules.blank || start[0] == RowRules.tab { start += 1 }
    while start < end, end[-1] == RowRules.blank || end[-1] == RowRules.tab { end -= 1 }
    return (start, end)
  }

  private func undoubled(
    _ base: UnsafePointer<UInt8>, _ span: FieldSpan
  ) -> (start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
    let length = span.end - span.start
    if length + 8 > capacity {
      scratch.deallocate()
      capacity = 2 * length + 8
      scratch = .allocate(capacity: capacity)
      scratch.initialize(repeating: 0, count: capacity)
    }
    var (from, to) = (span.start, 0)
    while from < span.end {
      scratch[to] = base[from]
      from += base[from] == RowRules.quote ? 2 : 1
      to += 1
    }
    return (UnsafePointer(scratch), UnsafePointer(scratch + to))
  }

  /// A text that is to be told, at most 100 bytes of whole characters.
  static func told(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> String {
    guard end - start > 100 else { return string(start, end) }
    var cut = start + 100
    while cut > start, cut.pointee & 0xC0 == 0x80 { cut -= 1 }
    return string(start, cut)
  }

  /// A text that has to be kept.
  static func string(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> String {
    String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
  }
}
