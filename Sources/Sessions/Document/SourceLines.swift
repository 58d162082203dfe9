/// The lines of a document, one after the other, as ranges of its bytes.
struct SourceLines {
  struct Line {
    /// Counted from 1.
    var number: Int
    /// Without the line end.
    var content: Range<Int>
    /// With it.
    var whole: Range<Int>
  }

  let bytes: [UInt8]
  private(set) var position = 0
  private(set) var number = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: Self.byteOrderMark) { position = Self.byteOrderMark.count }
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// CRLF where the first line ends so, otherwise LF.
  var lineEnd: [UInt8] {
    guard let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D else {
      return [0x0A]
    }
    return [0x0D, 0x0A]
  }

  mutating func next() -> Line? {
    guard position < bytes.count else { return nil }
    let start = position
    var end = start
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    position = min(end + 1, bytes.count)
    number += 1
    if end < bytes.count, end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return Line(number: number, content: start..<end, whole: start..<position)
  }

  /// The text of a range with LF line ends; bytes that are no UTF-8 become U+FFFD.
  func text(_ range: Range<Int>) -> String {
    let part = bytes[range]
    guard part.contains(0x0D) else { return String(decoding: part, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(part.count)
    for index in part.indices {
      let startsLineEnd =
        part[index] == 0x0D && index + 1 < part.endIndex && part[index + 1] == 0x0A
      if !startsLineEnd { result.append(part[index]) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// The offset of the first byte that is no UTF-8.
func firstInvalidOffset(_ bytes: [UInt8]) -> Int? {
  if String(validating: bytes, as: UTF8.self) != nil { return nil }
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch parser.parseScalar(from: &iterator) {
    case .valid(let scalar): offset += scalar.count
    case .error: return offset
    case .emptyInput: return nil
    }
  }
}
