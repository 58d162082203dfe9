import Catalog

extension Parser {
  // program = body without braces; body = [ ENDS ] [ statement { ENDS statement } [ ENDS ] ]
  mutating func statements() -> [Statement] {
    var list: [Statement] = []
    skipEnds()
    while current.kind != .end, !current.is(.closeBrace) {
      let start = index
      let outer = (depth, reservedParameters, statementStart)
      statementStart = index
      do {
        var statement = try statement()
        try expectEnd()
        statement.isSilenced = isSilenced
        list.append(statement)
      } catch {
        record(error)
        noteDamagedNames(from: start)
        (depth, reservedParameters, _) = outer
        recover()
        if index == start { advance() }
      }
      statementStart = outer.2
      skipEnds()
    }
    return list
  }

  // body = "{" statements "}"
  mutating func body(after what: String, example: String) throws(ParseFailure) -> [Statement] {
    let opener = try openBody(after: what, example: example)
    try enter()
    let list = statements()
    leave()
    try closeBody(opener)
    return list
  }

  // statement = fn | for | repeat | if | at | let | rhs
  private mutating func statement() throws(ParseFailure) -> Statement {
    let start = current.span.start
    height = 0
    if let failure = pythonHabit() { throw failure }
    let kind: Statement.Kind
    switch current.kind {
    case .keyword(.fn): kind = try function()
    case .keyword(.for): kind = try forIn()
    case .keyword(.repeat): kind = try repetition()
    case .keyword(.if): kind = try conditional()
    case .keyword(.at): kind = try intervention()
    default: kind = try assignmentOrValue()
    }
    return Statement(kind, span(from: start))
  }

  // let = target { "," target } "=" rhs
  private mutating func assignmentOrValue() throws(ParseFailure) -> Statement.Kind {
    try refuseReservedTarget()
    let first = try rightSide()
    guard current.is(.assign) || current.is(.comma) else { return .expression(first) }
    var targets = [first]
    while accept(.comma) { targets.append(try expression()) }
    guard current.is(.assign) else {
      let span = SourceSpan(first.span.start, previous.span.end)
      throw problem(
        "E0212", "several values need brackets", at: span, hint: "write `[\(text(span))]`")
    }
    let resolved = try convert(targets)
    advance()
    let value = try rightSide()
    if current.is(.assign) {
      throw problem(
        "E0213", "one statement has one `=`", at: current.span,
        hint: "write one line for each name; `==` compares")
    }
    return .assignment(targets: resolved, value: value)
  }

  private mutating func convert(_ list: [Expression]) throws(ParseFailure) -> [Target] {
    var targets: [Target] = []
    for item in list {
      guard let target = Target(item) else { throw notAssignable(item) }
      targets.append(target)
    }
    return targets
  }

  // rhs = command | sweep | expr
  mutating func rightSide() throws(ParseFailure) -> Expression {
    let start = current.span.start
    guard startsCommand else {
      if let call = try spokenCall() { return call }
      let value = try expression()
      return try commandTail(of: value)
    }
    if current.text == "sweep" { return try sweep() }
    let short = word()
    let verb = Name(Aliases.table[short.text] ?? short.text, short.span)
    let arguments = try commandArguments(of: verb)
    let body = try current.is(.openBrace) ? stepBody(of: verb) : nil
    let isBackground = accept(.ampersand)
    let command = CommandSyntax(
      verb: verb, arguments: arguments, body: body, isBackground: isBackground)
    return Expression(.command(command), span(from: start))
  }

  /// `train(m, d) &` and `train(d) { step … }`: the form with brackets takes the same tail.
  private mutating func commandTail(of value: Expression) throws(ParseFailure) -> Expression {
    guard case .command(var command) = value.kind else { return value }
    if current.is(.openBrace) { command.body = try stepBody(of: command.verb) }
    if accept(.ampersand) { command.isBackground = true }
    return Expression(.command(command), span(from: value.span.start))
  }

  // body of `train d { step … }`; the height of what stands in it counts
  private mutating func stepBody(of verb: Name) throws(ParseFailure) -> [Statement] {
    let below = height
    height = 0
    let list = try body(
      after: "`\(verb.text)`", example: "train d, epochs=5 { step m, loss=x -> … }")
    height = max(height, below)
    try grow()
    return list
  }

  /// `head d, 10`: a function that is called like a verb; a name of the user's is called the same way.
  private mutating func spokenCall() throws(ParseFailure) -> Expression? {
    guard current.kind == .name, ReservedWords.spoken.contains(current.text),
      startsArgument(peek()) || (peek().is(.openBracket) && !peek().hugs)
    else { return nil }
    let name = word()
    let arguments = try commandArguments(of: name)
    let callee = Expression(.name(name.text), name.span)
    return Expression(.call(callee, arguments), span(from: name.span.start))
  }

  /// A verb that is not called with brackets, or the short spelling of one: `fit m, d`.
  private var startsCommand: Bool {
    if current.kind == .verb { return !isVerbCall && !peek().is(.arrow) }
    guard current.kind == .name, let full = Aliases.table[current.text] else { return false }
    return ReservedWords.isVerb(full) && startsArgument(peek())
  }

  /// A token that can only follow a word as its argument.
  func startsArgument(_ token: Token) -> Bool {
    switch token.kind {
    case .name, .verb, .number, .string, .keyword(.model), .keyword(.data), .keyword(.block): true
    default: false
    }
  }

  /// Whether the current verb is called with brackets: `predict(m, x)`.
  var isVerbCall: Bool { peek().is(.openParenthesis) && peek().hugs }

  /// Whether `;` before the end of the line silences the statement.
  private var isSilenced: Bool {
    guard current.is(.semicolon) else { return false }
    var next = index
    while tokens[next].is(.semicolon) { next += 1 }
    return tokens[next].kind == .newline || tokens[next].kind == .end
  }

  /// The current name, keyword or verb, as a name.
  mutating func word() -> Name {
    let name = Name(current.text, current.span)
    advance()
    return name
  }

  private mutating func noteDamagedNames(from start: Int) {
    var position = start
    if tokens[position].is(.fn) { position += 1 }
    while position < tokens.count, tokens[position].kind == .name {
      damagedNames.insert(tokens[position].text)
      guard position + 1 < tokens.count, tokens[position + 1].is(.comma) else { return }
      position += 2
    }
  }
}

extension Target {
  /// `nil` when the expression is not a name with fields and indices.
  init?(_ expression: Expression) {
    var path: [Step] = []
    var rest = expression
    while true {
      switch rest.kind {
      case .name(let text):
        self.init(
          name: Name(text, rest.span), path: path.reversed(), span: expression.span)
        return
      case .field(let base, let name):
        path.append(.field(name))
        rest = base
      case .index(let base, let indices):
        path.append(.index(indices))
        rest = base
      default: return nil
      }
    }
  }
}
