extension Parser {
  // record = "{" [ field { "," field } [ "," ] ] "}"; the height is that of the highest value
  mutating func recordLiteral() throws(ParseFailure) -> Expression {
    let (start, opener) = (current.span.start, index)
    do {
      let list = try fields()
      try close(opener)
      try grow()
      return Expression(.record(list), span(from: start))
    } catch {
      // Its brace ends no body: what follows is left out with the rest of the statement.
      if partners[opener] >= index {
        index = partners[opener]
        advance()
      }
      throw error
    }
  }

  // field = ( NAME | STRING ) ":" expr
  private mutating func fields() throws(ParseFailure) -> [(name: Name, value: Expression)] {
    advance()
    var list: [(name: Name, value: Expression)] = []
    var known: Set<String> = []
    var highest = 0
    while !current.is(.closeBrace) {
      let name = try fieldName()
      if !known.insert(name.text).inserted { record(repeatedField(name)) }
      list.append((name, try expression()))
      highest = max(highest, height)
      guard accept(.comma) else { break }
    }
    height = highest
    return list
  }

  /// The name of a field and the `:` behind it.
  private mutating func fieldName() throws(ParseFailure) -> Name {
    let name: Name
    switch current.kind {
    case .string(let text):
      name = Name(text, current.span)
      advance()
    case .number where peek().is(.colon):
      let written = text(current.span)
      throw problem(
        "E0201", "a field's name is a word or a text, not a number", at: current.span,
        hint: "write `{\"\(written)\": …}`")
    default:
      guard current.isWord else {
        if let number = decimalComma() {
          throw problem(
            "E0201", "a number has a point, and no comma, before its decimals",
            at: SourceSpan(tokens[index - 2].span.start, current.span.end),
            hint: "write `\(number)`")
        }
        throw unexpected("the name of a field", hint: "write `{age: 41, sex: \"male\"}`")
      }
      name = word()
    }
    if current.is(.assign) { throw fieldWithEquals(name, at: current.span) }
    guard accept(.colon) else {
      if let whole = nameOfWords(from: name.span.start) {
        throw problem(
          "E0201", "a name of several words stands in quotation marks",
          at: SourceSpan(name.span.start, whole.end),
          hint: "write `{\"\(clipped(text(SourceSpan(name.span.start, whole.end))))\": …}`")
      }
      throw unexpected(
        "`:`", hint: "a field has a name and a value: `{\(clipped(text(name.span))): …}`")
    }
    return name
  }

  /// `12.5` for `12,5`, of which the 5 is at hand; `nil` for anything else.
  private func decimalComma() -> String? {
    guard index >= 2, case .number = current.kind, case .number = tokens[index - 2].kind,
      previous.is(.comma), tokens[index - 2].span.end == previous.span.start,
      previous.span.end == current.span.start
    else { return nil }
    return text(tokens[index - 2].span) + "." + text(current.span)
  }

  /// `distance km` before its colon: words and numbers, and nothing else; `nil` for one word.
  private func nameOfWords(from start: Int) -> SourceSpan? {
    var last = index
    while true {
      if case .number = tokens[last].kind {} else if !tokens[last].isWord { break }
      last += 1
    }
    guard last > index, tokens[last].is(.colon) else { return nil }
    return SourceSpan(start, tokens[last - 1].span.end)
  }

  private func repeatedField(_ name: Name) -> ParseFailure {
    problem(
      "E0221", "the field `\(name.text)` stands here twice", at: name.span,
      hint: "give each field its own name")
  }

  private func fieldWithEquals(_ name: Name, at span: SourceSpan) -> ParseFailure {
    problem(
      "E0213", "a field is written with `:`, not with `=`", at: span,
      hint: "write `{\(clipped(text(name.span))): …}`")
  }

  /// `{age=41}` where a value is wanted; `nil` for what may be a body.
  func recordWithEquals() -> ParseFailure? {
    guard index != statementStart, current.is(.openBrace), peek().isWord, peek(2).is(.assign),
      partners[index] > index,
      !tokens[index..<partners[index]].contains(where: { $0.kind == .newline || $0.is(.semicolon) })
    else { return nil }
    return fieldWithEquals(Name(peek().text, peek().span), at: peek(2).span)
  }
}
