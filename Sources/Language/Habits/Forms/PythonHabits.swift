/// Turns lines of Python, Keras and PyTorch into hints that can be typed.
enum PythonHabits {
  /// What to write in place of a text in single quotes.
  static func quoteHint(line: String, quoted: String) -> String {
    if let translated = LayerTranslation.line(of: line) { return "write `\(translated)`" }
    let isWord = !quoted.isEmpty && quoted.utf8.allSatisfy { $0 < 0x80 && isWordByte($0) }
    if isWord { return "write `\(quoted)` for a word of the language, `\"\(quoted)\"` for a text" }
    return "text stands in `\"`"
  }

  /// `def f(x)` as `fn f(x)`; other headers stay.
  static func header(_ text: String) -> String {
    text.hasPrefix("def ") ? "fn " + text.dropFirst(4) : text
  }

  static func isArgumentStart(_ token: Token) -> Bool {
    switch token.kind {
    case .name, .number, .string: true
    case .symbol(let symbol): symbol.isOpener
    default: false
    }
  }
}

func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case ascii("a")...ascii("z"), ascii("A")...ascii("Z"), ascii("0")...ascii("9"), ascii("_"): true
  default: false
  }
}

extension Parser {
  /// A statement that starts like one of Python, or with a command of the prompt.
  func pythonHabit() -> ParseFailure? {
    let next = peek()
    if current.is(.colon) {
      return problem(
        "E0220", "words with a colon are commands of the prompt", at: current.span,
        hint: "type them alone on a line at the prompt")
    }
    if current.is(.model), next.is(.dot) {
      let layer = LayerTranslation.line(of: clipped(text(wholeLine)))
      return problem(
        "E0216", "`model` is a word of the language and has no fields", at: current.span,
        hint: "layers stand in lines: `m = model 784 { \(layer ?? "dense 10") }`")
    }
    guard current.kind == .name || current.kind == .verb, next.isWord || startsArgument(next)
    else { return nil }
    let found: (message: String, hint: String)? =
      switch current.text {
      case "import" where next.kind == .name, "from" where next.isWord:
        ["keras", "tensorflow"].contains(next.text)
          ? (
            "there is nothing to import",
            "remove this line; a whole program of Keras is read from its file: `import \"program.py\"`"
          )
          : ("there is nothing to import", "every word is there from the start; remove this line")
      case "def":
        ("functions start with `fn`", "write `fn \(headerAfterWord) { … }`")
      case "while":
        (
          "there is no `while`: every program ends",
          "write `repeat 10 { … }` or `for i in 1..10 { … }`"
        )
      case "return":
        ("there is no `return`", "the last value of a body is its result")
      case "class":
        ("there are no classes", "a model is written `model 784 { dense 10 }`")
      case "elif":
        ("`elif` is written `else if`", "write `} else if x > 0 { … }`")
      case "lambda":
        ("functions are written with an arrow", "write `\(next.text) -> \(next.text)^2`")
      case "let", "var", "const":
        ("a name needs no `\(current.text)`", "write `\(next.text) = …`")
      case "func", "function":
        ("functions start with `fn`", "write `fn \(next.text)(x) = x^2`")
      case "try", "raise":
        (
          "there is no `\(current.text)`",
          "leave it out: an error stops an input and changes no value"
        )
      case "with":
        ("there is no `with`", "leave it out: files are opened and closed by who reads them")
      case "assert":
        ("there is no `assert`", "print what should hold: `print 1 + 1 == 2`")
      case "del":
        ("there is no `del`", "leave it out: `\(next.text) = none` lets its memory go")
      case "global", "nonlocal":
        ("there is no `\(current.text)`", "leave it out: a function gives its result back")
      default: nil
      }
    return found.map { problem("E0216", $0.message, at: current.span, hint: $0.hint) }
  }

  private var wholeLine: SourceSpan {
    var end = index
    while !isLineEnd(tokens[end]) { end = partners[end] > end ? partners[end] + 1 : end + 1 }
    return SourceSpan(current.span.start, tokens[max(index, end - 1)].span.end)
  }

  private func isLineEnd(_ token: Token) -> Bool {
    token.kind == .newline || token.kind == .end || token.is(.semicolon)
  }

  /// What stands between the current word and a `:`: `f(x)` of `def f(x):`.
  private var headerAfterWord: String {
    var end = index + 1
    while !endsCommand(tokens[end]) || tokens[end].is(.closeParenthesis), !tokens[end].is(.colon) {
      end = partners[end] > end ? partners[end] + 1 : end + 1
    }
    let start = peek().span.start
    return clipped(text(SourceSpan(start, max(start, tokens[end - 1].span.end))))
  }
}
