/// Where the lines of a text begin: turns byte offsets into lines and columns.
package struct LineIndex: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// Reads the text once; lines end with a line feed.
  package init(_ text: String) {
    bytes = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    self.starts = starts
  }

  /// How many lines there are; an empty text has one.
  package var count: Int { starts.count }

  /// The line, counted from 1, that holds a UTF-8 offset; offsets outside are moved inside.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The text of a line, counted from 1, without its end.
  package func text(ofLine line: Int) -> String {
    guard line >= 1, line <= starts.count else { return "" }
    var end = line < starts.count ? starts[line] - 1 : bytes.count
    if end > starts[line - 1], bytes[end - 1] == 0x0D { end -= 1 }
    return String(decoding: bytes[starts[line - 1]..<end], as: UTF8.self)
  }

  /// The terminal column, counted from 0, at which a UTF-8 offset stands in its line.
  package func column(at offset: Int) -> Int {
    let offset = min(max(0, offset), bytes.count)
    let start = starts[line(at: offset) - 1]
    return TextWidth.columns(of: String(decoding: bytes[start..<max(start, offset)], as: UTF8.self))
  }
}
