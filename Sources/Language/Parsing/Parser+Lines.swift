extension Parser {
  // lines = "{" [ ENDS ] [ line { ENDS line } [ ENDS ] ] "}" ; no ENDS is needed after a "}"
  mutating func lines(of owner: Name) throws(ParseFailure) -> [Line] {
    let opener = try openBody(after: "`\(owner.text)`", example: lineExample(of: owner.text))
    try enter()
    var list: [Line] = []
    var highest = 0
    skipEnds()
    while current.kind != .end, !current.is(.closeBrace) {
      let start = index
      let outer = (depth, reservedParameters, statementStart)
      statementStart = index
      do {
        height = 0
        let line = try line(of: owner)
        list.append(line)
        // A closing brace ends its line: `add { path { … } path { … } }`.
        if line.lines == nil || endsCommand { try expectEnd() }
        highest = max(highest, height)
      } catch {
        record(error)
        (depth, reservedParameters, _) = outer
        recover()
        if index == start { advance() }
      }
      statementStart = outer.2
      skipEnds()
    }
    leave()
    try closeBody(opener)
    height = highest
    try grow()
    return list
  }

  // line = [ NAME ":" ] WORD ( "(" [ args ] ")" | [ args ] ) [ lines ]
  private mutating func line(of owner: Name) throws(ParseFailure) -> Line {
    let start = current.span.start
    var label: Name?
    if current.kind == .name, peek().is(.colon) {
      label = word()
      advance()
    }
    guard current.kind == .name || current.kind == .verb || current.is(.repeat) else {
      throw noLineWord(owner: owner)
    }
    if let failure = foreignLine(owner: owner) { throw failure }
    let word = self.word()
    let arguments: [ArgumentSyntax]
    if current.is(.openParenthesis), current.hugs {
      arguments = try callArguments()
      if !endsCommand { throw mixedForms(word, arguments) }
    } else {
      arguments = try commandArguments(of: word, separatesTexts: owner.text == "data")
    }
    let below = height
    height = 0
    let inner = try current.is(.openBrace) ? lines(of: word) : nil
    height = max(height, below)
    return Line(
      label: label, word: word, arguments: arguments, lines: inner, span: span(from: start))
  }

  /// Steps over `{`; the result is its index, for `closeBody`.
  mutating func openBody(after what: String, example: String) throws(ParseFailure) -> Int {
    guard current.is(.openBrace) else {
      let failure = missingBody(after: what, example: example)
      // A body on the next line was told with this; it is read as no statement of its own.
      if current.kind == .newline, peek().is(.openBrace), partners[index + 1] > index {
        index = partners[index + 1]
        advance()
      }
      throw failure
    }
    let opener = index
    advance()
    return opener
  }

  /// Steps over the `}` of the brace at `opener`. Without a partner the brace was reported.
  mutating func closeBody(_ opener: Int) throws(ParseFailure) {
    if current.is(.closeBrace), partners[opener] == index { advance() }
  }

  /// Steps over the closing bracket of the one at `opener`.
  mutating func close(_ opener: Int) throws(ParseFailure) {
    if partners[opener] == index {
      advance()
    } else if partners[opener] >= 0 {
      throw unexpectedInside(tokens[opener])
    } else if !endsCommand {
      // Never closed, which is reported; what follows cannot be told apart.
      throw .reported
    }
  }
}

private func lineExample(of owner: String) -> String {
  switch owner {
  case "data": "data digits { rescale 1/255 }"
  case "block": "block { dense 8 }"
  default: "model 784 { dense 10 }"
  }
}
