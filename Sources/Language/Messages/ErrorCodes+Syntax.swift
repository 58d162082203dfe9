extension ErrorCodes {
  static let syntax = [
    entry(
      "E0201", "something is missing or out of place",
      "The message names what the grammar expects there.", "x = 1 +", "x = 1 + 2"),
    entry(
      "E0202", "a call hugs its name",
      "No blank stands between a name and its bracket, so that `print (1+2)*3` is clear.",
      "y = exp (2)", "y = exp(2)"),
    entry(
      "E0203", "a bracket is never closed",
      "Each opening bracket needs its partner. At the prompt the input goes on in the next line.",
      "x = (1 + 2", "x = (1 + 2)"),
    entry("E0204", "a bracket closes nothing", "No bracket is open there.", "x = 1)", "x = 1"),
    entry(
      "E0205", "a text is not closed or has an unknown escape",
      "Text stands between two `\"` on one line; `\\n \\t \\\" \\\\ \\u{3b7}` are the escapes.",
      "print \"abc", "print \"abc\""),
    entry(
      "E0206", "a number cannot be read",
      "Behind a number may stand k, M, %, or a unit such as `min`, `kWh` or `$`.", "x = 3q",
      "x = 3k"),
    entry(
      "E0207", "texts stand in double quotes",
      "Words of the language need no quotes at all.", "x = 'two words'", "x = \"two words\""),
    entry(
      "E0209", "a sign of another language",
      "The operators are + - * / @ ^ == != < <= > >= and or not.", "x = 2 ** 3", "x = 2^3"),
    entry(
      "E0210", "comparisons are not chained", "Each comparison has two sides.", "1 < 2 < 3",
      "1 < 2 and 2 < 3"),
    entry(
      "E0211", "`%` is a hundredth, no operator", "The remainder is a function.", "7 % 3",
      "x = 80%"),
    entry(
      "E0212", "a separator is missing",
      "`,` stands between arguments, `;` or a new line between lines and statements.",
      "m = model 2 { dense 3 dense 4 }", "m = model 2 { dense 3; dense 4 }"),
    entry(
      "E0213", "`=` where it cannot stand",
      "`=` gives a name its value and names an argument; `==` compares; `:` labels a layer.",
      "if 1 = 2 { print 1 }", "if 1 == 2 { print 1 }"),
    entry(
      "E0214", "a plain value after a named one", "Values without names come first.",
      "sgd(momentum=0.9, 0.1)", "sgd(0.1, momentum=0.9)"),
    entry(
      "E0215", "only names are given values",
      "Left of `=` stands a name, a field such as `m.dense.kernel`, or a position of one.",
      "3 = 4", "x = 4"),
    entry(
      "E0216", "a habit of Python",
      "Bodies stand in braces, nothing is imported, the last value of a body is its result.",
      "for i in 1..3:", "for i in 1..3 { print i }"),
    entry(
      "E0217", "a body or an input size is missing",
      "`{` stands on the same line as the word it belongs to; a model starts with its input.",
      "m = model { dense 3 }", "m = model 2 { dense 3 }"),
    entry(
      "E0218", "`;` inside brackets", "Items are separated by commas.", "x = [1; 2]",
      "x = [1, 2]"),
    entry(
      "E0219", "a parameter stands twice", "Each parameter has its own name.", "fn f(x, x) = x",
      "fn f(x, y) = x"),
    entry(
      "E0220", "commands of the prompt are no programs",
      "Words with a colon work at the prompt only and are not recorded.", ":who", "print 1"),
    entry(
      "E0221", "a field stands twice", "Each field of a record has its own name.",
      "r = {a: 1, a: 2}", "r = {a: 1, b: 2}"),
    entry(
      "E0694", "several inputs of a model need names",
      "Lines find an input by its name, `from num`, and so does data: `predict m, num=a, cat=b`. One "
        + "input of several axes is a list, `model [28, 28, 1] { … }`.",
      "m = model 4, 3 { dense 2 }",
      "m = model num=4, cat=3 { from num; a: dense 2; from cat; dense 2; add { path { }; path { from a } } }"
    ),
  ]
}
