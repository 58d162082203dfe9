import Support

/// Writes the lines of a program with their indentation, and blanks by `CanonicalBlanks`.
struct CanonicalWriter {
  /// A bracket that is open: what it is, and where what stands in it begins on lines of its own.
  private struct Open {
    let isBody: Bool
    /// How far lines inside are set in, and one that begins with what closes it.
    let indent: Int
    let closing: Int
  }

  /// A line as it will stand, and the comment behind it.
  private struct Line {
    var code: String
    var comment: String?
  }

  private let bytes: [UInt8]
  private let tokens: [Token]
  private var open: [Open] = []
  private var lines: [Line] = []
  /// How far the statement that goes on in the next line is set in.
  private var statementIndent = 0
  /// The last token that is no newline and no comment.
  private var previous: Token?
  private var blanks = CanonicalBlanks()

  init(_ source: String, _ tokens: [Token]) {
    (bytes, self.tokens) = (Array(source.utf8), tokens)
  }

  mutating func write() -> String {
    var start = 0
    for (index, token) in tokens.enumerated() where token.kind == .newline || token.kind == .end {
      write(tokens[start..<index])
      start = index + 1
    }
    while lines.last.map({ $0.code.isEmpty && $0.comment == nil }) ?? false { lines.removeLast() }
    alignComments()
    return lines.map { line in
      guard let comment = line.comment else { return line.code }
      return line.code + comment
    }.joined(separator: "\n")
  }

  private mutating func write(_ line: ArraySlice<Token>) {
    guard let first = line.first else {
      let isEmpty = lines.last.map { $0.code.isEmpty && $0.comment == nil } ?? true
      if !isEmpty { lines.append(Line(code: "", comment: nil)) }
      return
    }
    let indent = indent(of: first)
    var text = String(repeating: " ", count: indent)
    var comment: String?
    var last: Token?
    for index in line.indices {
      let token = line[index]
      if token.kind == .comment {
        comment = withoutTail(self.text(of: token))
        continue
      }
      if let last {
        let next = index + 1 < line.endIndex ? line[index + 1] : nil
        text += blanks.gap(last, token, before: next)
      } else if isStatementStart {
        blanks.beginStatement()
        statementIndent = indent
      }
      let opensRecord = RecordBraces.opens(tokens, at: index, after: before(last))
      let isLast = index + 1 == line.endIndex || line[index + 1].kind == .comment
      take(token, isRecord: opensRecord, isLast ? nil : TextWidth.columns(of: text), indent)
      text += self.text(of: token)
      (last, previous) = (token, token)
    }
    lines.append(Line(code: last == nil ? "" : text, comment: comment))
    if last == nil, comment != nil {
      lines[lines.count - 1] = Line(
        code: String(repeating: " ", count: indent) + (comment ?? ""), comment: nil)
    }
  }

  /// What `RecordBraces` wants to know of what stands before: a newline where one ends a line.
  private func before(_ last: Token?) -> Token? {
    if last != nil { return previous }
    guard let previous, !previous.continuesLine, open.last?.isBody ?? true else { return previous }
    return Token(.newline, SourceSpan(0, 0), hugs: false)
  }

  /// Whether a line begins a statement: not inside of brackets, and behind no operator.
  private var isStatementStart: Bool {
    (open.last?.isBody ?? true) && !(previous?.continuesLine ?? false)
  }

  private func indent(of first: Token) -> Int {
    if case .symbol(let symbol) = first.kind, symbol.isCloser, let opened = open.last {
      return opened.closing
    }
    if let opened = open.last, !opened.isBody { return opened.indent }
    if previous?.continuesLine ?? false { return statementIndent + 2 }
    return open.last?.indent ?? 0
  }

  /// Keeps account of brackets; what stands in one is set in from its line, or below its first part
  /// where that stands on the line of the bracket, at `column`.
  private mutating func take(_ token: Token, isRecord: Bool, _ column: Int?, _ indent: Int) {
    guard case .symbol(let symbol) = token.kind else { return blanks.take(token) }
    if symbol.isOpener {
      let isBody = symbol == .openBrace && !isRecord
      let column = isBody ? nil : column
      open.append(
        Open(
          isBody: isBody, indent: column.map { $0 + 1 } ?? indent + 2, closing: column ?? indent))
      blanks.open(isBody: isBody, isRecord: isRecord)
    } else if symbol.isCloser {
      if !open.isEmpty { open.removeLast() }
      blanks.close()
    } else {
      blanks.take(token)
    }
  }

  private func text(of token: Token) -> String {
    String(decoding: bytes[token.span.start..<token.span.end], as: UTF8.self)
  }

  private func withoutTail(_ text: String) -> String {
    var text = text
    while text.last == " " || text.last == "\t" || text.last == "\r" { text.removeLast() }
    return text
  }

  /// Comments behind lines that follow one another stand below one another, two blanks behind the longest.
  private mutating func alignComments() {
    var start = 0
    while start < lines.count {
      guard lines[start].comment != nil else {
        start += 1
        continue
      }
      var end = start
      while end < lines.count, lines[end].comment != nil { end += 1 }
      let widest = lines[start..<end].map { TextWidth.columns(of: $0.code) }.max() ?? 0
      for index in start..<end {
        let gap = widest + 2 - TextWidth.columns(of: lines[index].code)
        lines[index].comment =
          String(repeating: " ", count: gap) + (lines[index].comment ?? "")
      }
      start = end
    }
  }
}
