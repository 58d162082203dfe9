/// Cuts a source into tokens. Never fails: what it cannot read becomes a diagnostic.
///
/// Comments and all newlines are kept, for highlighting; `TokenStream` removes what the grammar
/// does not see. The work is linear in the length of the source.
package struct Lexer {
  let bytes: [UInt8]
  var position = 0
  var tokens: [Token] = []
  var diagnostics: [Diagnostic] = []
  /// The start of the token being read, and whether blanks stand before it.
  var start = 0
  var hugs = true

  /// Tokens in order, ended by one `.end` token, and what could not be read.
  package static func tokenize(_ source: String) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(bytes: Array(source.utf8))
    lexer.run()
    return (lexer.tokens, lexer.diagnostics)
  }

  /// Whether the whole text is one word: a name, or a word of the language.
  package static func isWord(_ text: String) -> Bool {
    let tokens = tokenize(text).tokens
    return tokens.count == 2 && tokens[0].isWord && tokens[0].text == text
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    hugs = true
    while position < bytes.count {
      start = position
      next()
    }
    start = bytes.count
    emit(.end)
  }

  private mutating func next() {
    let byte = bytes[position]
    switch byte {
    case ascii(" "), ascii("\t"), ascii("\u{0B}"), ascii("\u{0C}"):
      position += 1
      hugs = false
    case ascii("\n"):
      position += 1
      emit(.newline)
      hugs = false
    case ascii("\r"):
      position += byteAt(position + 1) == ascii("\n") ? 2 : 1
      emit(.newline)
      hugs = false
    case ascii("#"):
      skipToLineEnd()
      emit(.comment)
      hugs = false
    case ascii("0")...ascii("9"): number()
    case ascii("\""): string()
    case ascii("'"): singleQuoted()
    case ascii("_"), ascii("a")...ascii("z"), ascii("A")...ascii("Z"): word()
    case 0x80...: unicode()
    default: symbol()
    }
  }

  // NAME = ( letter | "_" ) { letter | digit | "_" }
  mutating func word() {
    position = endOfWord(from: position)
    let text = self.text(start, position)
    if let keyword = Keyword(rawValue: text) {
      emit(.keyword(keyword), text: text)
    } else if ReservedWords.isVerb(text) {
      emit(.verb, text: text)
    } else {
      emit(.name, text: text)
    }
  }

  private mutating func unicode() {
    let (scalar, length) = scalar(at: position)
    if scalar.properties.isAlphabetic {
      word()
    } else if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
      // Blanks from web pages: they look like a space, so they are one.
      position += length
      hugs = false
    } else {
      position += length
      foreignCharacter(scalar)
    }
  }

  mutating func emit(_ kind: Token.Kind, text: String = "") {
    tokens.append(Token(kind, SourceSpan(start, position), text: text, hugs: hugs))
    hugs = true
  }

  mutating func report(_ code: String, _ message: String, at span: SourceSpan, hint: String) {
    guard diagnostics.count < Limits.diagnostics else { return }
    diagnostics.append(Diagnostic(.error, code, message, at: span, hint: hint))
  }

  mutating func skipToLineEnd() {
    while position < bytes.count, bytes[position] != ascii("\n"), bytes[position] != ascii("\r") {
      position += 1
    }
  }

  func byteAt(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  func text(_ from: Int, _ to: Int) -> String {
    String(decoding: bytes[from..<to], as: UTF8.self)
  }

  /// The first offset at or after `from` that cannot belong to a word.
  func endOfWord(from: Int) -> Int {
    var end = from
    while let byte = byteAt(end) {
      if byte >= 0x80 {
        let (scalar, length) = scalar(at: end)
        guard isWordPart(scalar) else { return end }
        end += length
      } else if isAsciiWordPart(byte) {
        end += 1
      } else {
        return end
      }
    }
    return end
  }

  /// The scalar that starts at `index`; a Swift string is always valid UTF-8.
  func scalar(at index: Int) -> (Unicode.Scalar, length: Int) {
    let length = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
    let end = min(index + length, bytes.count)
    let scalar = text(index, end).unicodeScalars.first ?? "\u{FFFD}"
    return (scalar, end - index)
  }
}

func ascii(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: scalar.value) }

private func isAsciiWordPart(_ byte: UInt8) -> Bool {
  switch byte {
  case ascii("a")...ascii("z"), ascii("A")...ascii("Z"), ascii("0")...ascii("9"), ascii("_"): true
  default: false
  }
}

/// Marks belong to the letter before them, so that composed and decomposed names both work.
private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.properties.isAlphabetic { return true }
  switch scalar.properties.generalCategory {
  case .decimalNumber, .nonspacingMark, .spacingMark: return true
  default: return false
  }
}
