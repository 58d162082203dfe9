extension Parser {
  // "(" [ args ] ")"; the height is that of the highest argument
  mutating func callArguments() throws(ParseFailure) -> [ArgumentSyntax] {
    let opener = index
    advance()
    var list: [ArgumentSyntax] = []
    var highest = 0
    while !current.is(.closeParenthesis) {
      try argument(into: &list)
      highest = max(highest, height)
      guard accept(.comma) else { break }
    }
    try close(opener)
    height = highest
    return list
  }

  // args = arg { "," arg }, up to the end of the line; in lines of data a text needs no comma before it,
  // nor do numbers behind a text: `drop "name" "ticket"`, `lag "sales" 1 7`
  mutating func commandArguments(
    of word: Name, separatesTexts: Bool = false
  ) throws(ParseFailure) -> [ArgumentSyntax] {
    var list: [ArgumentSyntax] = []
    var highest = 0
    guard !endsCommand else { return list }
    repeat {
      try argument(into: &list)
      highest = max(highest, height)
    } while accept(.comma) || (separatesTexts && standsApart(behind: list))
    guard endsCommand else { throw missingSeparator(in: word, after: list) }
    height = highest
    return list
  }

  /// Whether a text stands there, or a number after a text and further numbers.
  private func standsApart(behind list: [ArgumentSyntax]) -> Bool {
    if current.isText { return true }
    guard case .number = current.kind else { return false }
    let last = list.last { if case .number = $0.value.kind { false } else { true } }
    guard let last, last.label == nil, case .string = last.value.kind else { return false }
    return true
  }

  // arg = [ NAME "=" ] expr [ "by" expr ]; named arguments come last, and only they are two values
  private mutating func argument(into list: inout [ArgumentSyntax]) throws(ParseFailure) {
    let start = current.span.start
    var label: Name?
    if current.isWord, peek().is(.assign) {
      label = word()
      advance()
    }
    var value = try expression()
    if label != nil, current.kind == .name, current.text == "by", !peek().is(.assign) {
      // `size=800 by 500` is the list of both.
      let first = height
      advance()
      let second = try expression()
      try grow(over: first)
      value = Expression(
        .list([value, second]), SourceSpan(value.span.start, second.span.end))
    }
    if current.is(.assign) { throw assignmentAsComparison() }
    let span = span(from: start)
    if label == nil, let named = list.last(where: { $0.label != nil })?.label {
      record(
        problem(
          "E0214", "a value without a name stands after `\(named.text)=`", at: span,
          hint: "values without a name come first"))
    }
    list.append(ArgumentSyntax(label: label, value: value, span: span))
  }

  /// Whether the current token ends a command or a line of a body.
  var endsCommand: Bool { endsCommand(current) }

  func endsCommand(_ token: Token) -> Bool {
    switch token.kind {
    case .newline, .end: true
    case .symbol(let symbol):
      switch symbol {
      case .openBrace: !token.opensRecord
      case .semicolon, .closeBrace, .closeParenthesis, .closeBracket, .ampersand: true
      default: false
      }
    default: false
    }
  }

  // "[" index { "," index } "]"
  mutating func indices() throws(ParseFailure) -> [Index] {
    let opener = index
    advance()
    if current.is(.closeBracket) {
      throw unexpected("a position", hint: "write `x[0]`, `x[0:10]` or `x[:, 1]`")
    }
    var list: [Index] = []
    var highest = 0
    repeat {
      list.append(try position(&highest))
    } while accept(.comma)
    try close(opener)
    height = highest
    return list
  }

  // index = expr | [ expr ] ":" [ expr ]
  private mutating func position(_ highest: inout Int) throws(ParseFailure) -> Index {
    let start = current.span.start
    var from: Expression?
    if !current.is(.colon) {
      let value = try expression()
      highest = max(highest, height)
      guard current.is(.colon) else { return .at(value) }
      from = value
    }
    advance()
    var to: Expression?
    if !current.is(.comma), !current.is(.closeBracket) {
      to = try expression()
      highest = max(highest, height)
    }
    if current.is(.colon) {
      throw problem(
        "E0201", "a slice has no step", at: current.span, hint: "write `x[0:10]`")
    }
    return .slice(from: from, to: to, span: span(from: start))
  }
}
