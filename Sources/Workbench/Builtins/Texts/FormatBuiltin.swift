import Catalog
import Engine
import Support

/// `format("{} of {:.2f}", 3, x)`: values written into a text.
enum FormatBuiltin {
  private static let pattern = Parameter<String>(
    "pattern", "A text with `{}` where a value comes.")
  private static let values = Parameter<[Value]>.values(
    "values", "What comes there, in order.", expected: "values", shown: .said("none"))

  static let format = Builtin(
    Described.function(
      "format", "a text with values in place of `{}`", "format(\"{} is {:.2f}\", \"pi\", pi)",
      [pattern.description, values.description],
      details: """
        As in Python: `{:.2f}` two decimals, `{:8.3f}` in 8 characters, `{:e}` with an exponent, `{:.1%}` in percent,
        `{:,}` with commas, `{:>10}` and `{:<10}` at an end, `{0}` by position, `{{` a brace.
        """)
  ) { call in
    let pattern = try FormatPattern(try call[pattern])
    let given = try call.optional(values) ?? []
    guard given.count >= pattern.count else {
      throw TextProblem.values(needed: pattern.count, found: given.count)
    }
    var result = ""
    for piece in pattern.pieces {
      switch piece {
      case .text(let text): result += text
      case .value(let place, let form): result += try written(given[place], form)
      }
      try TextBuiltins.requireText(result.utf8.count)
    }
    return .text(result)
  }

  private static func written(_ value: Value, _ form: FormatForm) throws -> String {
    if let number = value.number, form.letter != "s" {
      guard let text = form.number(number) else {
        throw TextProblem.kind(form: "d", found: NumberText.general(number))
      }
      return text
    }
    guard !form.isNumeric else {
      throw TextProblem.kind(
        form: form.letter.map(String.init) ?? (form.groups ? "," : "+"), found: value.kindName)
    }
    try value.requireText()
    return form.text(TextBuiltins.written(value) ?? ValueText.short(value))
  }
}
