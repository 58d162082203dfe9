extension Parser {
  // postfix = primary { "(" [ args ] ")" | "[" index { "," index } "]" | "." NAME }
  mutating func postfix() throws(ParseFailure) -> Expression {
    let start = current.span.start
    var value = try primary()
    while true {
      if current.is(.openParenthesis) || current.is(.openBracket) {
        guard current.hugs else {
          if let failure = looseCall(of: value) { throw failure }
          return value
        }
        let below = height
        let inside: Expression.Kind
        if current.is(.openParenthesis) {
          inside = .call(value, try callArguments())
        } else {
          inside = .index(value, try indices())
        }
        try grow(over: below)
        value = Expression(inside, span(from: start))
      } else if current.is(.dot) {
        advance()
        guard current.isWord else {
          throw unexpected("the name of a field", hint: "write `m.hidden.kernel`, `d.train`")
        }
        let field = word()
        try grow()
        value = Expression(.field(value, field), span(from: start))
      } else {
        return value
      }
    }
  }

  // primary = NUMBER | QUANTITY | STRING | NAME | "true" | "false" | "none" | list | comprehension | record
  //         | "(" expr ")" | model | data | block | VERB "(" [ args ] ")"
  private mutating func primary() throws(ParseFailure) -> Expression {
    let token = current
    height = 0
    switch token.kind {
    case .number(let number, let unit):
      return take(unit.map { .quantity(number, unit: $0) } ?? .number(number))
    case .string(let text): return take(.string(text))
    case .name: return take(.name(token.text))
    case _ where isReservedParameter: return take(.name(token.text))
    case .keyword(.true): return take(.bool(true))
    case .keyword(.false): return take(.bool(false))
    case .keyword(.none): return take(.none)
    case .keyword(.model): return try model()
    case .keyword(.data): return try data()
    case .keyword(.block):
      let word = self.word()
      return Expression(.block(try lines(of: word)), span(from: token.span.start))
    case .verb: return try verbCall()
    case .symbol(.openParenthesis): return try parenthesized()
    case .symbol(.openBracket): return try list()
    case .symbol(.openBrace) where token.opensRecord: return try recordLiteral()
    default: throw missingValue()
    }
  }

  private mutating func take(_ kind: Expression.Kind) -> Expression {
    let span = current.span
    advance()
    return Expression(kind, span)
  }

  private mutating func verbCall() throws(ParseFailure) -> Expression {
    guard isVerbCall else { throw verbInExpression() }
    let start = current.span.start
    let verb = word()
    let arguments = try callArguments()
    try grow()
    let command = CommandSyntax(verb: verb, arguments: arguments, body: nil, isBackground: false)
    return Expression(.command(command), span(from: start))
  }

  private mutating func parenthesized() throws(ParseFailure) -> Expression {
    let (start, opener) = (current.span.start, index)
    advance()
    if current.is(.closeParenthesis) { throw missingValue() }
    let inside = try expression()
    let below = height
    if current.is(.assign) { throw assignmentAsComparison() }
    if current.is(.comma) {
      let end = partners[opener]
      let values = end > opener ? text(SourceSpan(start + 1, tokens[end].span.start)) : "1, 2"
      throw problem(
        "E0212", "several values stand in `[ ]`", at: current.span,
        hint: "write `[\(clipped(values))]`")
    }
    try close(opener)
    height = below
    try grow()
    return Expression(.parenthesized(inside), span(from: start))
  }

  private mutating func list() throws(ParseFailure) -> Expression {
    let (start, opener) = (current.span.start, index)
    advance()
    var items: [Expression] = []
    var highest = 0
    while !current.is(.closeBracket) {
      items.append(try expression())
      if items.count == 1, current.is(.for) {
        return try comprehension(of: items[0], in: opener, from: start)
      }
      highest = max(highest, height)
      guard accept(.comma) else { break }
    }
    try close(opener)
    height = highest
    try grow()
    return Expression(.list(items), span(from: start))
  }

  // model = "model" ( expr | NAME "=" expr { "," NAME "=" expr } ) lines
  private mutating func model() throws(ParseFailure) -> Expression {
    let word = self.word()
    var inputs: [(name: Name?, value: Expression)] = []
    if current.is(.openBrace) {
      throw problem(
        "E0217", "a model needs the size of its input", at: word.span,
        hint: "write `model 784 { dense 10 }`, or `model d { … }` for a data set d")
    }
    var highest = 0
    repeat {
      var name: Name?
      if current.isWord, peek().is(.assign) {
        name = self.word()
        advance()
      }
      inputs.append((name, try expression()))
      highest = max(highest, height)
    } while accept(.comma)
    try checkNames(of: inputs)
    let lines = try lines(of: word)
    try grow(over: highest)
    return Expression(
      .model(ModelSyntax(inputs: inputs, lines: lines)), span(from: word.span.start))
  }

  // data = "data" expr [ lines ]
  private mutating func data() throws(ParseFailure) -> Expression {
    let word = self.word()
    let source = try expression()
    let below = height
    height = 0
    let steps = try current.is(.openBrace) ? lines(of: word) : []
    try grow(over: below)
    return Expression(.data(source: source, steps: steps), span(from: word.span.start))
  }
}
