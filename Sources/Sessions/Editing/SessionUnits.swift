/// What belongs together in a document: a cell and its outputs, a stretch of prose, another block.
enum SessionUnits {
  struct Unit {
    /// `nil` for blank lines that stand alone.
    var bytes: [UInt8]?
    /// Blank lines behind it.
    var gap: [UInt8] = []
  }

  /// All units in order; their bytes and gaps together are the document behind its front matter.
  static func of(_ document: SessionDocument) -> [Unit] {
    var units: [Unit] = []
    var isCell = false
    for element in document.elements {
      let bytes = Array(document.bytes[element.range])
      switch element {
      case .prose:
        let (leading, text, trailing) = parted(bytes)
        if !leading.isEmpty { addGap(leading, to: &units) }
        guard !text.isEmpty else { continue }
        for piece in sections(text) { units.append(Unit(bytes: piece)) }
        units[units.count - 1].gap = trailing
        isCell = false
      case .directive:
        units.append(Unit(bytes: bytes))
        isCell = false
      case .block(let block):
        let isOutput = block.kind == .output || block.kind == .view
        if isOutput, isCell, let last = units.last, let cell = last.bytes {
          units[units.count - 1] = Unit(bytes: cell + last.gap + bytes)
        } else {
          units.append(Unit(bytes: bytes))
          isCell = block.kind == .cell
        }
      }
    }
    return units
  }

  private static func addGap(_ gap: [UInt8], to units: inout [Unit]) {
    if units.isEmpty {
      units.append(Unit(bytes: nil, gap: gap))
    } else {
      units[units.count - 1].gap += gap
    }
  }

  /// Prose cut before each heading that stands behind a blank line.
  private static func sections(_ text: [UInt8]) -> [[UInt8]] {
    // Inside a comment nothing is a heading.
    guard !String(decoding: text, as: UTF8.self).contains("<!--") else { return [text] }
    var lines = SourceLines(bytes: text)
    var (pieces, start, fence): ([[UInt8]], Int, Fence?) = ([], 0, nil)
    var isBehindBlank = false
    while let line = lines.next() {
      let content = text[line.content]
      if let open = fence {
        if open.isClosed(by: content) { fence = nil }
      } else if let open = Fence(opening: content) {
        fence = open
      } else if isBehindBlank, isHeading(content) {
        pieces.append(Array(text[start..<line.whole.lowerBound]))
        start = line.whole.lowerBound
      }
      isBehindBlank = content.allSatisfy(isBlank)
    }
    return pieces + [Array(text[start...])]
  }

  private static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
    let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
    return (1...6).contains(marks) && line.dropFirst(marks).first.map { $0 == 0x20 } ?? true
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  /// Blank lines before, what stands between, blank lines behind.
  private static func parted(_ bytes: [UInt8]) -> ([UInt8], [UInt8], [UInt8]) {
    var start = 0
    var position = 0
    while position < bytes.count, isBlank(bytes[position]) || bytes[position] == 0x0A {
      if bytes[position] == 0x0A { start = position + 1 }
      position += 1
    }
    guard position < bytes.count else { return (bytes, [], []) }
    var end = bytes.count
    while end > start, isBlank(bytes[end - 1]) || bytes[end - 1] == 0x0A { end -= 1 }
    // The line end of the last line belongs to it.
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    end = min(end + 1, bytes.count)
    return (Array(bytes[..<start]), Array(bytes[start..<end]), Array(bytes[end...]))
  }
}
