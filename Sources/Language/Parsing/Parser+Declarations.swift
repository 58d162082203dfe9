extension Parser {
  // fn = "fn" NAME "(" [ params ] ")" ( "=" rhs | body )
  mutating func function() throws(ParseFailure) -> Statement.Kind {
    let start = current.span.start
    advance()
    guard current.isWord else {
      throw unexpected(
        "a name", after: "fn", hint: "name the function: `fn f(x) = x^2`; without one: `x -> x^2`")
    }
    if current.kind != .name { throw reservedName(current) }
    let name = word()
    guard current.is(.openParenthesis) else {
      throw unexpected("`(`", hint: "the parameters stand in brackets: `fn \(name.text)(x) = x^2`")
    }
    let opener = index
    advance()
    let parameters = try parameters()
    try close(opener)
    let body: FunctionSyntax.Body
    if accept(.assign) {
      body = .expression(try rightSide())
    } else {
      body = .statements(
        try self.body(after: "the function \(name.text)", example: "fn \(name.text)(x) { x^2 }"))
    }
    return .function(
      FunctionSyntax(name: name, parameters: parameters, body: body, span: span(from: start)))
  }

  // params = NAME [ "=" expr ] { "," NAME [ "=" expr ] }
  mutating func parameters(ofLambda: Bool = false) throws(ParseFailure) -> [ParameterSyntax] {
    var list: [ParameterSyntax] = []
    while !current.is(.closeParenthesis) {
      guard current.isWord else {
        throw unexpected("the name of a parameter", hint: "write `fn f(x, k=1) = x^2 + k`")
      }
      if current.kind != .name, !ofLambda { throw reservedName(current) }
      let name = word()
      if list.contains(where: { $0.name.text == name.text }) {
        throw problem(
          "E0219", "the parameter `\(name.text)` stands here twice", at: name.span,
          hint: "give each parameter its own name")
      }
      let value: Expression? = try accept(.assign) ? expression() : nil
      if value == nil, list.contains(where: { $0.defaultValue != nil }) {
        throw problem(
          "E0214", "the parameter `\(name.text)` needs a default too", at: name.span,
          hint: "parameters without a default come first")
      }
      list.append(ParameterSyntax(name: name, defaultValue: value))
      guard accept(.comma) else { break }
    }
    return list
  }

  // for = "for" NAME { "," NAME } "in" expr body
  mutating func forIn() throws(ParseFailure) -> Statement.Kind {
    advance()
    let names = try variables(example: "for i in 1..3 { … }")
    guard accept(.in) else {
      let written = names.map(\.text).joined(separator: ", ")
      throw unexpected("`in`", hint: "write `for \(written) in 1..3 { … }`")
    }
    let values = try expression()
    return .forIn(
      names: names, over: values,
      body: try body(after: "`for`", example: "for i in 1..3 { print i }")
    )
  }

  // repeat = "repeat" expr body
  mutating func repetition() throws(ParseFailure) -> Statement.Kind {
    advance()
    let count = try expression()
    return .repetition(
      count: count, body: try body(after: "`repeat`", example: "repeat 3 { print 1 }"))
  }

  // if = "if" expr body [ "else" ( if | body ) ]
  mutating func conditional() throws(ParseFailure) -> Statement.Kind {
    var branches: [(condition: Expression, body: [Statement])] = []
    while true {
      advance()
      let condition = try expression()
      if current.is(.assign) { throw assignmentAsComparison() }
      branches.append((condition, try body(after: "`if`", example: "if x > 0 { print x }")))
      guard accept(.else) else { return .conditional(branches: branches, otherwise: []) }
      guard current.is(.if) else { break }
    }
    let otherwise = try body(after: "`else`", example: "if x > 0 { 1 } else { 2 }")
    return .conditional(branches: branches, otherwise: otherwise)
  }

  // at = "at" NAME "," NAME "=" expr body
  mutating func intervention() throws(ParseFailure) -> Statement.Kind {
    let example = "at r, step=100 { r.learning_rate = 0.001 }"
    advance()
    let run = try variable(example: example)
    guard accept(.comma) else { throw unexpected("`,`", hint: "write `\(example)`") }
    guard current.isWord, peek().is(.assign) else {
      throw unexpected("`step=` or `epoch=`", hint: "write `\(example)`")
    }
    let unit = word()
    advance()
    let place = try expression()
    return .intervention(
      run: run, unit: unit, at: place, body: try body(after: "`at`", example: example))
  }

  // sweep = "sweep" axis { "," axis } body; axis = NAME ( "in" | "=" ) expr
  mutating func sweep() throws(ParseFailure) -> Expression {
    let example = "sweep rate in [0.1, 0.01], seeds=3 { … }"
    let start = current.span.start
    advance()
    var axes: [(name: Name, values: Expression)] = []
    var options: [ArgumentSyntax] = []
    repeat {
      let name = try variable(example: example)
      if accept(.in) {
        axes.append((name, try expression()))
      } else if accept(.assign) {
        let value = try expression()
        options.append(
          ArgumentSyntax(label: name, value: value, span: span(from: name.span.start)))
      } else {
        throw unexpected("`in`", hint: "write `\(example)`")
      }
    } while accept(.comma)
    let body = try body(after: "`sweep`", example: example)
    return Expression(
      .sweep(SweepSyntax(axes: axes, options: options, body: body)), span(from: start))
  }

  /// One name or several, each once.
  mutating func variables(example: String) throws(ParseFailure) -> [Name] {
    var names: [Name] = []
    repeat {
      let name = try variable(example: example)
      guard !names.contains(where: { $0.text == name.text }) else {
        throw problem(
          "E0219", "the name `\(name.text)` stands here twice", at: name.span,
          hint: "give each part of an item its own name")
      }
      names.append(name)
    } while accept(.comma)
    return names
  }

  private mutating func variable(example: String) throws(ParseFailure) -> Name {
    if current.kind == .name { return word() }
    if current.isWord { throw reservedName(current) }
    throw unexpected("a name", hint: "write `\(example)`")
  }
}
