/// Reads one statement from the tokens of a line.
struct PythonStatementParser {
  private var parser: PythonParser
  private let tokens: [PythonToken]

  init(_ tokens: [PythonToken]) {
    self.tokens = tokens
    parser = PythonParser(tokens)
  }

  var isAtEnd: Bool { parser.isAtEnd }

  /// A whole statement without a body.
  func kind() throws(PythonFault) -> PythonStatement.Kind {
    var copy = self
    return try copy.statement()
  }

  private mutating func statement() throws(PythonFault) -> PythonStatement.Kind {
    let found = try simple()
    guard parser.isAtEnd else { throw PythonFault("something stands behind its end") }
    return found
  }

  private mutating func simple() throws(PythonFault) -> PythonStatement.Kind {
    if parser.takeName("import") { return .imports(try modules()) }
    if parser.isName("from") { return try importsFrom() }
    if parser.takeName("return") {
      return .result(parser.isAtEnd ? nil : try parser.expressions())
    }
    if parser.takeName("pass") { return .pass }
    for word in ["del", "global", "nonlocal", "assert", "raise", "yield", "break", "continue"]
    where parser.isName(word) {
      if word == "del" { return try skipped(word) }
      if word == "assert" {
        throw PythonFault("a check of the program: look at the number that it asks for")
      }
      throw PythonFault("`\(word)` is not read")
    }
    let first = try parser.expressions()
    if parser.isAtEnd { return .expression(first) }
    if parser.take(":") {
      // A type behind the name says nothing here.
      _ = try parser.expression()
      if parser.isAtEnd { return .pass }
    }
    for sign in ["+=", "-=", "*=", "/=", "//=", "**=", "%=", "@="] where parser.take(sign) {
      return .change(first, String(sign.dropLast()), try parser.expressions())
    }
    var targets: [PythonExpression] = []
    var value = first
    while parser.take("=") {
      guard targets.count < 50 else { throw PythonFault("it gives too many names") }
      targets.append(value)
      value = try parser.expressions()
    }
    guard !targets.isEmpty else { throw PythonFault("it is no statement that is read here") }
    return .assignment(targets, value)
  }

  /// `del x` changes nothing that is read.
  private mutating func skipped(_ word: String) throws(PythonFault) -> PythonStatement.Kind {
    _ = parser.takeName(word)
    _ = try parser.expressions()
    return .pass
  }

  private mutating func modules() throws(PythonFault) -> [(path: String, name: String?)] {
    var found: [(path: String, name: String?)] = []
    repeat {
      let path = try dotted()
      found.append((path, parser.takeName("as") ? try parser.word() : nil))
    } while parser.take(",")
    return found
  }

  private mutating func dotted() throws(PythonFault) -> String {
    var path = try parser.word()
    while parser.take(".") { path += "." + (try parser.word()) }
    return path
  }

  private mutating func importsFrom() throws(PythonFault) -> PythonStatement.Kind {
    _ = parser.takeName("from")
    guard !parser.isSymbol("."), !parser.isSymbol("...") else {
      throw PythonFault("it takes words from another file")
    }
    let path = try dotted()
    guard parser.takeName("import") else { throw PythonFault("`import` is missing") }
    if parser.take("*") { return .importsFrom(path, [("*", nil)]) }
    let isBracketed = parser.take("(")
    var words: [(word: String, name: String?)] = []
    repeat {
      if isBracketed, parser.isSymbol(")") { break }
      let word = try parser.word()
      words.append((word, parser.takeName("as") ? try parser.word() : nil))
    } while parser.take(",")
    if isBracketed { try parser.need(")") }
    return .importsFrom(path, words)
  }

  /// The head of `def`, `for` or `if`, up to its colon; gives what makes the statement of its body.
  mutating func header() throws(PythonFault) -> ([PythonStatement]) -> PythonStatement.Kind {
    if parser.takeName("def") {
      let (name, parameters) = try signature()
      return { .function(PythonFunction(name: name, parameters: parameters, body: $0)) }
    }
    if parser.takeName("for") {
      let target = try parser.loopTarget()
      guard parser.takeName("in") else { throw PythonFault("`in` is missing") }
      let over = try parser.expressions()
      try parser.need(":")
      return { .loop(target: target, over: over, $0) }
    }
    if parser.takeName("try") {
      try parser.need(":")
      return { .scoped([], $0) }
    }
    if parser.takeName("with") {
      var targets: [PythonScope] = []
      repeat {
        let value = try parser.expression()
        if parser.takeName("as") {
          targets.append(PythonScope(name: .name(try parser.word()), value: value))
        }
      } while parser.take(",")
      try parser.need(":")
      return { .scoped(targets, $0) }
    }
    guard parser.takeName("if") else { throw PythonFault("it has no body") }
    let condition = try parser.expression()
    try parser.need(":")
    return { .branch(condition, $0, otherwise: []) }
  }

  private mutating func signature() throws(PythonFault) -> (
    String, [(name: String, value: PythonExpression?)]
  ) {
    let name = try parser.word()
    var parameters: [(name: String, value: PythonExpression?)] = []
    try parser.need("(")
    while !parser.isSymbol(")") {
      if parser.isSymbol("*") || parser.isSymbol("**") {
        throw PythonFault("functions with any number of arguments are not read")
      }
      let word = try parser.word()
      if parser.take(":") { _ = try parser.expression() }
      parameters.append((word, parser.take("=") ? try parser.expression() : nil))
      guard parser.take(",") else { break }
    }
    try parser.need(")")
    if parser.take("->") { _ = try parser.expression() }
    try parser.need(":")
    return (name, parameters)
  }
}
