import Support

/// How it is worded that a text is no number, or a pattern of `format` none.
extension Problems {
  static func words(of error: TextProblem) -> Words {
    switch error {
    case .noNumber(let text):
      let shown = text.count > 24 ? text.prefix(24) + "…" : text[...]
      return (
        "E0813", "\"\(Sanitizer.visible(String(shown)))\" is no number",
        "digits with a point: `number(\"1234.5\")`; `replace(text, \",\", \"\")` takes commas away first"
      )
    case .brace(let brace):
      return (
        "E0814", "the `\(brace)` of the pattern has no partner",
        "a value comes at `{}`; a brace itself is written twice: `{{`, `}}`"
      )
    case .field(let inside):
      return (
        "E0814", "`{\(Sanitizer.visible(inside))}` is no place for a value",
        "`{}` as it prints, `{:.2f}` two decimals, `{:>8}` in 8 characters, `{0}` by position"
      )
    case .values(let needed, let found):
      return (
        "E0814",
        "the pattern takes \(count(needed, "value")), and \(found == 0 ? "none" : "\(found)") "
          + (found == 1 ? "is given" : found == 0 ? "is given" : "are given"),
        "one value for each `{}`: `format(\"{} of {}\", 3, 10)`"
      )
    case .kind(let form, let found):
      return (
        "E0814", "`\(form)` writes \(form == "d" ? "a whole number" : "a number"), not \(found)",
        "`{}` writes anything as it prints"
      )
    }
  }
}
