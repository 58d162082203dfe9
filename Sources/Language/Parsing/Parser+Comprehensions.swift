extension Parser {
  // comprehension = "[" expr "for" NAME { "," NAME } "in" expr [ "if" expr ] "]"
  /// What follows the value in its bracket; the current token is `for`.
  mutating func comprehension(
    of value: Expression, in opener: Int, from start: Int
  ) throws(ParseFailure) -> Expression {
    let example = "[x^2 for x in 1..3]"
    var highest = height
    advance()
    let names = try variables(example: example)
    guard accept(.in) else { throw unexpected("`in`", hint: "write `\(example)`") }
    let items = try expression()
    highest = max(highest, height)
    var condition: Expression?
    if accept(.if) {
      condition = try expression()
      highest = max(highest, height)
    }
    if current.is(.for) {
      throw problem(
        "E0201", "`[ ]` has one `for`", at: current.span,
        hint: "brackets in brackets give rows: `[[a * b for b in 1..3] for a in 1..2]`")
    }
    try close(opener)
    try grow(over: highest)
    return Expression(
      .comprehension(
        ComprehensionSyntax(value: value, names: names, items: items, condition: condition)),
      span(from: start))
  }
}
