extension Parser {
  /// `a & b` and `x in [1, 2]`, which conditions of Python have and this language has not.
  func foreignLogic() -> ParseFailure? {
    if current.is(.ampersand) {
      return problem(
        "E0209", "`&` is no operator here", at: current.span, hint: "write `and`")
    }
    let isNegated = current.text == "not" && peek().is(.in)
    guard index > 0, current.is(.in) || isNegated else { return nil }
    let word = isNegated ? "not in" : "in"
    let start = index + (isNegated ? 2 : 1)
    let name = clipped(text(previous.span))
    let span =
      isNegated ? SourceSpan(current.span.start, peek().span.end) : current.span
    guard start < tokens.count, partners[start] > start,
      let (items, _) = PythonText.arguments(
        Array(text(SourceSpan(tokens[start].span.start, tokens[partners[start]].span.end))), from: 0
      ),
      !items.isEmpty
    else {
      return problem(
        "E0209", "`\(word)` is no operator here", at: span,
        hint: "compare with each value: `\(name) == 1 or \(name) == 2`")
    }
    let sides = items.map { item in
      let bare = PythonText.unquoted(item)
      return "\(name) \(isNegated ? "!=" : "==") \(bare == item ? item : "\"\(bare)\"")"
    }
    return problem(
      "E0209", "`\(word)` is no operator here", at: span,
      hint: "write `(\(sides.joined(separator: isNegated ? " and " : " or ")))`")
  }
}
