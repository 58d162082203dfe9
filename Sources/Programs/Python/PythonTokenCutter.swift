/// Cuts one token at a place in a program's bytes.
struct PythonTokenCutter {
  let bytes: [UInt8]
  /// Whether texts in three quotation marks are looked for.
  let hasLongTexts: Bool
  /// Whether the last text reached the end of the program.
  private(set) var wasUnclosed = false

  init(bytes: [UInt8], hasLongTexts: Bool) {
    self.bytes = bytes
    self.hasLongTexts = hasLongTexts
  }

  /// The token, where the next one may begin, and how many ends of lines stand in it.
  mutating func token(
    at start: Int
  ) throws(PythonFault) -> (token: PythonToken, next: Int, lineEnds: Int) {
    let byte = bytes[start]
    if isNameStart(byte) {
      var end = start
      while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
      let word = text(start, end)
      if end < bytes.count, isQuote(bytes[end]), word.count <= 2, word.allSatisfy(isPrefix) {
        return try quoted(at: end, prefix: word.lowercased())
      }
      return (.name(word), end, 0)
    }
    if isDigit(byte) || byte == 0x2E && start + 1 < bytes.count && isDigit(bytes[start + 1]) {
      return try number(at: start)
    }
    if isQuote(byte) { return try quoted(at: start, prefix: "") }
    return try symbol(at: start)
  }

  private func symbol(
    at start: Int
  ) throws(PythonFault) -> (token: PythonToken, next: Int, lineEnds: Int) {
    for length in [3, 2] where start + length <= bytes.count {
      let sign = text(start, start + length)
      if Self.longSymbols.contains(sign) { return (.symbol(sign), start + length, 0) }
    }
    let sign = text(start, start + 1)
    guard Self.symbols.contains(sign) else {
      throw PythonFault("there is a sign in it that Python does not have")
    }
    return (.symbol(sign), start + 1, 0)
  }

  private static let longSymbols: Set = [
    "**=", "//=", ">>=", "<<=", "...", "**", "//", "==", "!=", "<=", ">=", "->", ":=", "+=", "-=",
    "*=", "/=", "%=", "@=", "&=", "|=", "^=", "<<", ">>",
  ]
  private static let symbols: Set = [
    "(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "=", "+", "-", "*", "/", "%", "@", "&", "|",
    "^", "~", "<", ">",
  ]

  private func number(
    at start: Int
  ) throws(PythonFault) -> (token: PythonToken, next: Int, lineEnds: Int) {
    var end = start
    var isWhole = true
    while end < bytes.count {
      let byte = bytes[end]
      if byte == 0x2E {
        isWhole = false
      } else if byte == 0x65 || byte == 0x45 {
        isWhole = false
        if end + 1 < bytes.count, bytes[end + 1] == 0x2B || bytes[end + 1] == 0x2D { end += 1 }
      } else if !isNamePart(byte) {
        break
      }
      end += 1
    }
    guard end - start <= 64 else { throw PythonFault("a number in it has too many digits") }
    let written = text(start, end).filter { $0 != "_" }
    if isWhole, let value = Int(written) { return (.integer(value), end, 0) }
    // A point may end a number, and begin one.
    let full = (written.hasPrefix(".") ? "0" : "") + written + (written.hasSuffix(".") ? "0" : "")
    let exponent = full.replacing(".e", with: ".0e").replacing(".E", with: ".0E")
    if let value = Double(exponent), value.isFinite { return (.number(value), end, 0) }
    throw PythonFault("`\(text(start, min(end, start + 20)))` is no number that is read here")
  }

  /// A text from its first quotation mark on.
  private mutating func quoted(
    at start: Int, prefix: String
  ) throws(PythonFault) -> (token: PythonToken, next: Int, lineEnds: Int) {
    let quote = bytes[start]
    let isLong =
      hasLongTexts && start + 2 < bytes.count && bytes[start + 1] == quote
      && bytes[start + 2] == quote
    let width = isLong ? 3 : 1
    let isRaw = prefix.contains("r")
    var (index, ends) = (start + width, 0)
    let first = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote, width == 1 || closes(at: index, quote) {
        let content = Array(bytes[first..<index])
        if prefix.contains("f") {
          return (.formatted(String(decoding: content, as: UTF8.self)), index + width, ends)
        }
        let value = isRaw ? content : PythonEscapes.resolved(content)
        return (.text(String(decoding: value, as: UTF8.self)), index + width, ends)
      }
      if byte == 0x5C, index + 1 < bytes.count {
        if bytes[index + 1] == 0x0A { ends += 1 }
        index += 2
        continue
      }
      if byte == 0x0A {
        guard isLong else { break }
        ends += 1
      }
      index += 1
    }
    if isLong {
      wasUnclosed = true
      return (.text(""), bytes.count, 0)
    }
    throw PythonFault("a text is never closed")
  }

  private func closes(at index: Int, _ quote: UInt8) -> Bool {
    index + 2 < bytes.count && bytes[index + 1] == quote && bytes[index + 2] == quote
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private func isPrefix(_ character: Character) -> Bool { "rRbBuUfF".contains(character) }
  private func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }
  private func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
  private func isNameStart(_ byte: UInt8) -> Bool {
    0x41...0x5A ~= byte || 0x61...0x7A ~= byte || byte == 0x5F || byte >= 0x80
  }
  private func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }
}

/// `\n` and its like in texts.
enum PythonEscapes {
  static func resolved(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x5C) else { return bytes }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x5C, index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0D)
      case 0x0A: break
      case 0x5C, 0x22, 0x27: result.append(bytes[index + 1])
      default: result += [0x5C, bytes[index + 1]]
      }
      index += 2
    }
    return result
  }
}
