/// Cuts a program into lines and tokens, in one pass over its bytes.
///
/// A line that cannot be cut keeps its text and says why; the next one begins anew. A bracket or a long text that is
/// never closed would take the rest of the program: it takes its own line only.
struct PythonScanner {
  /// Longer lines were written by no hand; their text stays.
  static let longestLine = 65_536

  private let bytes: [UInt8]
  private var index = 0
  private var number = 1
  private var lines: [PythonLine] = []
  /// Whether brackets still carry lines over; no more, once one was never closed.
  private var joins = true
  private var hasLongTexts = true

  /// The lines of a program, without empty ones.
  static func lines(of source: String) -> [PythonLine] {
    var scanner = PythonScanner(source)
    return scanner.all()
  }

  private init(_ source: String) {
    var bytes = Array(source.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
  }

  private mutating func all() -> [PythonLine] {
    while index < bytes.count {
      let indent = readIndent()
      guard index < bytes.count else { break }
      if isLineEnd(bytes[index]) {
        readLineEnd()
        continue
      }
      let start = (index: index, number: number)
      var line = readLine(indent)
      if line == nil {
        // What would have taken the rest is one line that cannot be read.
        (index, number) = start
        line = readLine(indent)
      }
      if let line { lines.append(line) }
    }
    return lines
  }

  private mutating func readIndent() -> Int {
    var column = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x20: column += 1
      case 0x09: column = (column / 8 + 1) * 8
      case 0x0C: column = 0
      default: return column
      }
      index += 1
    }
    return column
  }

  /// One line with its tokens; `nil` where a bracket or a long text reaches the end of the program, which is then known.
  private mutating func readLine(_ indent: Int) -> PythonLine? {
    var line = PythonLine(number: number, lastNumber: number, indent: indent, source: "")
    let start = index
    if bytes[index] == 0x23 {
      skipToLineEnd()
      line.source = text(start, index)
      line.comment = trimmed(text(start + 1, index))
      readLineEnd()
      return line
    }
    var cutter = PythonTokenCutter(bytes: bytes, hasLongTexts: hasLongTexts)
    var open = 0
    var end = index
    while true {
      skipBlanks()
      guard index < bytes.count else {
        guard open == 0 || !joins else {
          joins = false
          return nil
        }
        break
      }
      if bytes[index] == 0x23 {
        skipToLineEnd()
        continue
      }
      if isLineEnd(bytes[index]) {
        if open == 0 || !joins { break }
        readLineEnd()
        continue
      }
      if bytes[index] == 0x5C, index + 1 < bytes.count, isLineEnd(bytes[index + 1]) {
        index += 1
        readLineEnd()
        continue
      }
      if line.fault != nil || index - start > Self.longestLine {
        line.fault = line.fault ?? "it is longer than lines that are read"
        open = 0
        skipToLineEnd()
        end = index
        continue
      }
      do {
        let (token, next, ends) = try cutter.token(at: index)
        if next == bytes.count, cutter.wasUnclosed {
          hasLongTexts = false
          return nil
        }
        (index, number) = (next, number + ends)
        if case .symbol(let sign) = token {
          if "([{".contains(sign) { open += 1 }
          if ")]}".contains(sign) { open = max(0, open - 1) }
        }
        line.tokens.append(token)
      } catch {
        line.fault = error.reason
        open = 0
        skipToLineEnd()
      }
      end = index
    }
    if open > 0, line.fault == nil { line.fault = "a bracket is never closed" }
    line.source = text(start, end)
    line.lastNumber = number
    if index < bytes.count { readLineEnd() }
    return line
  }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0C
    {
      index += 1
    }
  }

  private mutating func skipToLineEnd() {
    while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
  }

  private mutating func readLineEnd() {
    guard index < bytes.count else { return }
    if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
    index += 1
    number += 1
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  private func trimmed(_ text: String) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
