import Support

/// Reads a source by recursive descent, one method for each rule of the grammar.
///
/// An error ends its statement or line only: reading goes on after the next newline or closing
/// brace, so that all mistakes of a cell are reported at once.
package struct Parser {
  let source: String
  let tokens: [Token]
  let partners: [Int]
  var index = 0
  var diagnostics: [Diagnostic] = []
  var damagedNames: Set<String> = []
  /// Bodies, brackets and prefix operators around the current token.
  var depth = 0
  /// Levels of the expression read last, so that a chain of operators cannot grow without end.
  var height = 0
  /// Parameters of lambdas that have a reserved word as their name: `step -> 0.1 * step`.
  var reservedParameters: [String] = []
  /// Index of the first token of the current statement or line, for hints that show it.
  var statementStart = 0

  /// Reads a whole source; never fails and never loops, whatever the text.
  package static func parse(_ source: String) -> ParseResult {
    let count = source.utf8.count
    guard count <= Limits.sourceBytes else { return refused(source, byteCount: count) }
    let (all, lexical) = Lexer.tokenize(source)
    let stream = TokenStream(all)
    guard !stream.isRefused else {
      return ParseResult(
        program: Program(source: source, statements: []), diagnostics: stream.diagnostics,
        namesOfDamagedStatements: [])
    }
    var parser = Parser(source, stream)
    parser.diagnostics = lexical + stream.diagnostics
    let statements = parser.statements()
    return ParseResult(
      program: Program(source: source, statements: statements),
      diagnostics: sorted(parser.diagnostics), namesOfDamagedStatements: parser.damagedNames)
  }

  private init(_ source: String, _ stream: TokenStream) {
    self.source = source
    tokens = stream.tokens
    partners = stream.partners
  }

  private static func refused(_ source: String, byteCount: Int) -> ParseResult {
    let error = Diagnostic(
      .error, "E0901",
      "this program has \(NumberText.grouped(byteCount)) bytes, the limit is "
        + NumberText.grouped(Limits.sourceBytes),
      at: nil, hint: "put data into a file: `data csv(\"file.csv\")`")
    return ParseResult(
      program: Program(source: "", statements: []), diagnostics: [error],
      namesOfDamagedStatements: [])
  }

  /// By place, one for each place: a second message about the same word helps nobody.
  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Int> = []
    return diagnostics.enumerated()
      .sorted {
        ($0.element.span?.start ?? 0, $0.offset) < ($1.element.span?.start ?? 0, $1.offset)
      }
      .map(\.element)
      .filter { diagnostic in diagnostic.span.map { seen.insert($0.start).inserted } ?? true }
  }
}

/// Why a rule could not be finished.
enum ParseFailure: Error {
  /// A message about this place exists already.
  case reported
  case problem(Diagnostic)
}

extension Parser {
  var current: Token { tokens[index] }
  var previous: Token { tokens[max(index - 1, 0)] }

  func peek(_ offset: Int = 1) -> Token { tokens[min(index + offset, tokens.count - 1)] }

  mutating func advance() { if index < tokens.count - 1 { index += 1 } }

  mutating func accept(_ symbol: Symbol) -> Bool {
    guard current.is(symbol) else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard current.is(keyword) else { return false }
    advance()
    return true
  }

  /// A newline, `;` or the end of the source.
  var isAtEnd: Bool {
    switch current.kind {
    case .newline, .end, .symbol(.semicolon): true
    default: false
    }
  }

  mutating func skipEnds() {
    while current.kind == .newline || current.is(.semicolon) { advance() }
  }

  func span(from start: Int) -> SourceSpan {
    SourceSpan(start, max(start, index > 0 ? previous.span.end : start))
  }

  func text(_ span: SourceSpan) -> String {
    span.text(in: source)
  }

  /// One body, bracket or prefix operator deeper; `leave` must follow.
  mutating func enter() throws(ParseFailure) {
    depth += 1
    // Each bracket may hold a prefix operator and a lambda, hence the factor.
    if depth > 2 * Limits.nesting {
      throw problem(
        "E0902", "this is nested more than \(Limits.nesting) levels deep", at: current.span,
        hint: "give a part of it a name: `part = …`")
    }
  }

  mutating func leave() { depth -= 1 }

  /// Makes the tree one level higher than the higher of its parts.
  mutating func grow(over other: Int = 0) throws(ParseFailure) {
    height = max(height, other) + 1
    if height > Limits.chain {
      throw problem(
        "E0903", "more than \(Limits.chain) operations stand in a row here", at: current.span,
        hint: "give a part of it a name: `part = …`, or use `sum([…])`")
    }
  }

  func problem(_ code: String, _ message: String, at span: SourceSpan, hint: String)
    -> ParseFailure
  {
    .problem(Diagnostic(.error, code, message, at: span, hint: hint))
  }

  mutating func record(_ failure: ParseFailure) {
    guard case .problem(let diagnostic) = failure else { return }
    diagnostics.append(diagnostic)
    if diagnostics.count >= Limits.diagnostics { index = tokens.count - 1 }
  }

  /// Goes to the end of the broken statement, over brackets as a whole.
  mutating func recover() {
    while !isAtEnd, !current.is(.closeBrace) {
      if case .symbol(let symbol) = current.kind, symbol.isOpener, partners[index] > index {
        index = partners[index]
      }
      advance()
    }
  }
}
