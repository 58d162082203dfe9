extension Parser {
  /// "expected X, but found Y" with the words of the source.
  func unexpected(_ expected: String, after word: String? = nil, hint: String) -> ParseFailure {
    if current.kind == .invalid { return .reported }
    let place = word.map { " after `\($0)`" } ?? ""
    let message =
      isAtEnd
      ? "\(expected) is missing\(place)"
      : "expected \(expected)\(place), but found \(shown(current))"
    return problem("E0201", message, at: placeOfCurrent, hint: hint)
  }

  /// The current token, or the last word of the line where the line ends too early.
  private var placeOfCurrent: SourceSpan { isAtEnd && index > 0 ? previous.span : current.span }

  func shown(_ token: Token) -> String {
    switch token.kind {
    case .end: "the end"
    case .newline: "the end of the line"
    default: "`\(clipped(text(token.span)))`"
    }
  }

  func missingValue() -> ParseFailure {
    switch current.kind {
    case .invalid: return .reported
    case .keyword(.fn):
      return problem(
        "E0201", "a function inside an expression has no `fn`", at: current.span,
        hint: "write `x -> x^2`")
    case .keyword(.if), .keyword(.else):
      return problem(
        "E0201", "`\(current.text)` cannot stand inside an expression", at: current.span,
        hint: "write `where(condition, a, b)`")
    case .keyword:
      return problem(
        "E0201", "`\(current.text)` cannot stand for a value", at: current.span,
        hint: "it is a word of the language; choose another name")
    case .symbol(.openBrace):
      return recordWithEquals()
        ?? problem(
          "E0201", "`{` starts no value", at: current.span,
          hint: "braces follow `model …`, `data …` and `block`; a list is `[1, 2]`, a record "
            + "`{age: 41}`")
    default: break
    }
    if current.is(.assign), index == 0 || previous.kind == .newline || previous.is(.semicolon) {
      return problem(
        "E0201", "no line begins with `=`", at: current.span,
        hint: "leave it out: what is typed is computed, `x = …` keeps it")
    }
    let isLineEnd = isAtEnd || current.is(.closeBrace)
    if isLineEnd, index > 0 {
      return problem(
        "E0201", "a value is missing after `\(clipped(text(previous.span)))`", at: previous.span,
        hint: "write a number, a name or an expression there")
    }
    return problem(
      "E0201", "expected a value, but found \(shown(current))", at: current.span,
      hint: "a value is a number, a name, a text in `\"`, a list `[1, 2]` or a call `f(x)`")
  }

  func unexpectedInside(_ opener: Token) -> ParseFailure {
    if current.kind == .invalid { return .reported }
    if current.is(.assign) { return assignmentAsComparison() }
    if current.is(.colon), index > 0, isCell(previous), isCell(peek()) {
      return problem(
        "E0201", "there are no cells here, and no range of them", at: current.span,
        hint: "put the values in a list and name it: `x = [1, 2, 3]`, then `sum(x)`")
    }
    if current.is(.colon) {
      return problem(
        "E0201", "`:` cannot stand here", at: current.span,
        hint: "slices stand in `[ ]`: `x[0:10]`; a function is `x -> x^2`")
    }
    if let failure = foreignLogic() { return failure }
    return problem(
      "E0212", "a comma is missing before \(shown(current))", at: current.span,
      hint: "put `,` between the values")
  }

  /// `A1`, `BC12`: what spreadsheets call their cells.
  private func isCell(_ token: Token) -> Bool {
    let letters = text(token.span).prefix { $0.isASCII && $0.isUppercase }
    let digits = text(token.span).dropFirst(letters.count)
    return (1...3).contains(letters.count) && !digits.isEmpty
      && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  func missingSeparator(in word: Name, after list: [ArgumentSyntax]) -> ParseFailure {
    if current.kind == .invalid { return .reported }
    if current.is(.assign) { return assignmentAsComparison() }
    if current.is(.colon) { return trailing() }
    if let failure = foreignLogic() { return failure }
    if current.isWord, peek().is(.assign) {
      return problem(
        "E0212", "a comma is missing before `\(current.text)`", at: current.span,
        hint:
          "write `\(clipped(text(SourceSpan(lineStart, previous.span.end)) + ", " + restOfLine))`")
    }
    return problem(
      "E0212", "a separator is missing before \(shown(current))", at: current.span,
      hint: "put `,` between arguments, and `;` or a new line between lines")
  }

  mutating func expectEnd() throws(ParseFailure) {
    guard !isAtEnd, !current.is(.closeBrace) else { return }
    throw trailing()
  }

  /// Something follows a statement or line that is complete.
  private func trailing() -> ParseFailure {
    switch current.kind {
    case .invalid: return .reported
    case .symbol(.assign): return assignmentAsComparison()
    case .symbol(.ampersand):
      if tokens[statementStart..<index].contains(where: { $0.text == "sweep" }) {
        return problem(
          "E0201", "`&` does not stand behind a sweep", at: current.span,
          hint: "leave it out: its trainings run side by side, and Ctrl-C keeps what is finished")
      }
      return problem(
        "E0201", "`&` belongs to the end of a command", at: current.span,
        hint: "`r = train m, d &` runs in the background; logic is written `and`")
    case .symbol(.openBrace):
      return problem(
        "E0201", "`{` cannot stand here", at: current.span,
        hint: "braces follow `model …`, `data …`, `block`, `for`, `if` and `fn f(x)`")
    case .symbol(.colon):
      let header = clipped(text(SourceSpan(tokens[statementStart].span.start, previous.span.end)))
      return problem(
        "E0216", "`:` opens no body here", at: current.span,
        hint: "bodies stand in braces: `\(header) { … }`")
    default:
      if previous.span.end > previous.span.start, text(previous.span).hasSuffix("%") {
        return problem(
          "E0211", "`%` is no operator: behind a number it means a hundredth", at: previous.span,
          hint: "the remainder is `mod(a, b)`")
      }
      let first = tokens[statementStart]
      if first.kind == .name, index == statementStart + 1, startsArgument(current) {
        return problem(
          "E0113", "there is no command called `\(first.text)`", at: first.span,
          hint: "commands are train, evaluate, predict, plot, …")
      }
      return problem(
        "E0212", "expected the end of the line, but found \(shown(current))", at: current.span,
        hint: "put `;` or a new line between statements; a product is written `a * b`")
    }
  }

  func assignmentAsComparison() -> ParseFailure {
    problem(
      "E0213", "`=` cannot stand here", at: current.span,
      hint: "`==` compares; `=` gives a name its value and names an argument")
  }

  func chained(_ left: Expression, isRange: Bool) -> ParseFailure {
    if isRange {
      return problem(
        "E0210", "a range has two ends", at: current.span, hint: "write `0..10`")
    }
    var middle = text(left.span)
    if case .binary(_, _, let right) = left.kind { middle = clipped(text(right.span)) }
    let first = clipped(text(left.span))
    return problem(
      "E0210", "comparisons cannot be chained", at: current.span,
      hint: "write `\(first) and \(middle) \(text(current.span)) …`")
  }

  /// Where the current statement or line starts.
  var lineStart: Int { min(tokens[statementStart].span.start, previous.span.end) }

  /// The source from the current token to the end of its line or body.
  var restOfLine: String {
    var end = index
    while !endsCommand(tokens[end]) { end = partners[end] > end ? partners[end] + 1 : end + 1 }
    return text(SourceSpan(current.span.start, tokens[max(index, end - 1)].span.end))
  }

  /// Long pieces of source make hints unreadable.
  func clipped(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return line.count > 60 || line.count < text.count ? String(line.prefix(60)) + "…" : line
  }
}
