import Support

/// Cuts CSV text into fields.
struct CSVScanner {
  /// How many bytes are looked at between two looks at the interrupt.
  private static let piece = 1 << 20

  private let bytes: [UInt8]
  private let separator: UInt8
  private var position = 0
  private var line = 1
  /// The contents of all fields without their quotes, one after the other.
  private(set) var fields: [UInt8] = []
  /// Where in `fields` each field ends.
  private(set) var ends: [UInt32] = []
  /// The line on which each row begins.
  private(set) var lines: [UInt32] = []
  /// Of the first row; 0 until it is read.
  private(set) var columnCount = 0

  init(_ bytes: [UInt8], separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    fields.reserveCapacity(bytes.count)
  }

  mutating func scan() throws(FormatError) {
    try checkEncoding()
    while position < bytes.count {
      if lines.count & 0xFFF == 0, Interrupt.isRaised {
        throw CSV.refuse(.line(line), "not to be interrupted", "an interrupt")
      }
      if !skipLineEnd() { try scanRow() }
    }
  }

  private func checkEncoding() throws(FormatError) {
    var start = 0
    while start < bytes.count {
      if Interrupt.isRaised {
        throw CSV.refuse(.line(1), "not to be interrupted", "an interrupt")
      }
      var end = min(start + Self.piece, bytes.count)
      // A character stays in one piece; four bytes that go on are none.
      while end < bytes.count, end > start, bytes[end] & 0xC0 == 0x80, start + Self.piece - end < 4
      {
        end -= 1
      }
      do {
        _ = try UTF8Span(validating: bytes.span.extracting(start..<end))
      } catch {
        let before = bytes[..<(start + error.byteOffsets.lowerBound)]
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        throw CSV.refuse(.line(line), "UTF-8 text", "text of another encoding")
      }
      start = end
    }
  }

  private mutating func scanRow() throws(FormatError) {
    let start = line
    var count = 0
    while true {
      try scanField()
      ends.append(UInt32(fields.count))
      count += 1
      guard count <= CSV.columnLimit else {
        throw CSV.refuse(.line(start), "at most 65,536 columns", "more")
      }
      guard position < bytes.count, bytes[position] == separator else { break }
      position += 1
    }
    _ = skipLineEnd()
    if columnCount == 0 { columnCount = count }
    guard count == columnCount else {
      throw CSV.refuse(
        .line(start), NumberText.count(columnCount, "field"), NumberText.count(count, "field"))
    }
    lines.append(UInt32(start))
  }

  private mutating func scanField() throws(FormatError) {
    if position < bytes.count, bytes[position] == 0x22 { return try scanQuotedField() }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || byte == 0x0A || byte == 0x0D { break }
      if byte == 0x22 {
        throw CSV.refuse(.line(line), "quotes around the whole field", "a quote inside it")
      }
      position += 1
    }
    fields.append(contentsOf: bytes[start..<position])
  }

  private mutating func scanQuotedField() throws(FormatError) {
    let opening = line
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x22 {
        position += 1
        guard position < bytes.count, bytes[position] == 0x22 else { return try endQuotedField() }
      }
      if byte == 0x0A { line += 1 }
      fields.append(byte)
      position += 1
    }
    throw CSV.refuse(.line(opening), "a closing quote", "the end of the file")
  }

  private func endQuotedField() throws(FormatError) {
    guard position < bytes.count else { return }
    let byte = bytes[position]
    guard byte == separator || byte == 0x0A || byte == 0x0D else {
      throw CSV.refuse(.line(line), "a separator after the closing quote", "more text")
    }
  }

  private mutating func skipLineEnd() -> Bool {
    guard position < bytes.count else { return false }
    switch bytes[position] {
    case 0x0A: position += 1
    case 0x0D:
      position += 1
      if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    default: return false
    }
    line += 1
    return true
  }
}
