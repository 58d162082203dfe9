extension Lexer {
  // STRING = '"' { character | escape } '"'
  mutating func string() {
    let quote = bytes[position]
    position += 1
    var value: [UInt8] = []
    while let byte = byteAt(position), byte != quote {
      if byte == ascii("\n") || byte == ascii("\r") { break }
      if byte == ascii("\\") {
        escape(into: &value)
      } else {
        value.append(byte)
        position += 1
      }
    }
    let isClosed = byteAt(position) == quote
    if isClosed {
      position += 1
    } else {
      report(
        "E0205", "this text is never closed", at: SourceSpan(start, position),
        hint: "put `\"` at its end; a text stands on one line, `\\n` starts a new one")
    }
    emit(.string(String(decoding: value, as: UTF8.self)))
  }

  /// `'relu'` is read as a text, so that the rest of the line can still be checked.
  mutating func singleQuoted() {
    let first = position
    string()
    let end = position
    diagnostics.removeAll { $0.code == "E0205" && $0.span?.start == first }
    guard diagnostics.count < Limits.diagnostics else { return }
    let isClosed = end - first >= 2 && bytes[end - 1] == ascii("'")
    let inside = isClosed ? text(first + 1, end - 1) : ""
    report(
      "E0207", "`'` is no quotation mark here", at: SourceSpan(first, isClosed ? end : first + 1),
      hint: PythonHabits.quoteHint(line: lineText(around: first), quoted: inside))
  }

  private mutating func escape(into value: inout [UInt8]) {
    let from = position
    let next = byteAt(position + 1)
    position += 2
    switch next {
    case ascii("n"): value.append(ascii("\n"))
    case ascii("t"): value.append(ascii("\t"))
    case ascii("\""), ascii("\\"), ascii("'"): value.append(next ?? 0)
    case ascii("u"):
      if let scalar = unicodeEscape() {
        value.append(contentsOf: Array(String(scalar).utf8))
      } else {
        badEscape(from)
      }
    default:
      // The character after the backslash stays in the text.
      position = from + 1
      badEscape(from)
    }
  }

  private mutating func badEscape(_ from: Int) {
    report(
      "E0205", "this escape is not known", at: SourceSpan(from, min(from + 2, bytes.count)),
      hint: "known are `\\n`, `\\t`, `\\\"`, `\\\\` and `\\u{3b7}`; a backslash itself is `\\\\`")
  }

  /// Reads `{3b7}` after `\u`.
  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard byteAt(position) == ascii("{") else { return nil }
    var end = position + 1
    var value: UInt32 = 0
    while end - position <= 8, let digit = hexValue(byteAt(end)) {
      value = value << 4 | digit
      end += 1
    }
    guard byteAt(end) == ascii("}"), end > position + 1 else { return nil }
    position = end + 1
    return Unicode.Scalar(value)
  }

  /// The line that holds `index`, cut to a length that a hint can bear.
  func lineText(around index: Int) -> String {
    let isBreak = { (byte: UInt8) in byte == ascii("\n") || byte == ascii("\r") }
    var from = index
    while from > 0, index - from < 200, !isBreak(bytes[from - 1]) { from -= 1 }
    var to = index
    while to < bytes.count, to - index < 200, !isBreak(bytes[to]) { to += 1 }
    return text(from, to)
  }
}

private func hexValue(_ byte: UInt8?) -> UInt32? {
  switch byte {
  case .some(let digit) where digit >= ascii("0") && digit <= ascii("9"):
    UInt32(digit - ascii("0"))
  case .some(let digit) where digit >= ascii("a") && digit <= ascii("f"):
    UInt32(digit - ascii("a")) + 10
  case .some(let digit) where digit >= ascii("A") && digit <= ascii("F"):
    UInt32(digit - ascii("A")) + 10
  default: nil
  }
}
