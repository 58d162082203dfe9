extension Lexer {
  mutating func symbol() {
    let first = bytes[position]
    if let bracket = singleSymbols[first] {
      position += 1
      return emit(.symbol(bracket))
    }
    for length in [3, 2, 1] where position + length <= bytes.count {
      let spelling = text(position, position + length)
      if let foreign = foreignOperators[spelling] {
        position += length
        if spelling == "!", shellLine() { return emit(.invalid) }
        if spelling == "!", let number = factorial() {
          return foreignOperator(spelling, ForeignOperator(hint: number, meant: .invalid))
        }
        return foreignOperator(spelling, foreign)
      }
      if let symbol = symbols[spelling] {
        position += length
        return emit(.symbol(symbol))
      }
    }
    position += 1
    foreignCharacter(Unicode.Scalar(first))
  }

  /// Reads a line such as `!pip install keras`, which a notebook gives to the system; false for any other line.
  private mutating func shellLine() -> Bool {
    var begin = start
    while begin > 0, bytes[begin - 1] == 0x20 || bytes[begin - 1] == 0x09 { begin -= 1 }
    guard begin == 0 || bytes[begin - 1] == 0x0A, position < bytes.count,
      bytes[position] >= 0x61, bytes[position] <= 0x7A
    else { return false }
    var end = position
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    let words = text(position, end).split(separator: " ", omittingEmptySubsequences: true)
    // `!done`, or `!a and b`, is a condition.
    guard words.count > 1, !["and", "or", "==", "!=", "in"].contains(words[1]) else { return false }
    position = end
    report(
      "E0209", "`!\(words[0])` is a line for the system, and none of nabla",
      at: SourceSpan(start, position),
      hint: words[0].hasPrefix("pip") || words[0] == "conda"
        ? "leave it out: nabla needs no packages" : "type it in a terminal, without the `!`")
    return true
  }

  /// Behind a number or a name `!` means the factorial, elsewhere `not`.
  private func factorial() -> String? {
    var begin = start
    while begin > 0, isWordByte(bytes[begin - 1]) { begin -= 1 }
    guard begin < start else { return nil }
    let word = text(begin, start)
    let end = UInt32(word).flatMap { $0 < 1000 ? String($0 + 1) : nil } ?? "\(word) + 1"
    return "the factorial is `prod(range(1, \(end)))`"
  }

  /// Reports an operator of another language and goes on with what was probably meant.
  private mutating func foreignOperator(_ spelling: String, _ foreign: ForeignOperator) {
    report(
      foreign.code, foreign.message ?? "`\(spelling)` is no operator here",
      at: SourceSpan(start, position), hint: foreign.hint)
    if case .keyword(let keyword) = foreign.meant {
      emit(foreign.meant, text: keyword.rawValue)
    } else {
      emit(foreign.meant)
    }
  }

  /// Reports a character that no token starts with.
  mutating func foreignCharacter(_ scalar: Unicode.Scalar) {
    let span = SourceSpan(start, position)
    if let (hint, kind) = foreignCharacters[scalar] {
      report("E0209", "`\(scalar)` is no part of the language", at: span, hint: hint)
      return emit(kind)
    }
    let isVisible = scalar.value > 0x20 && scalar.value != 0x7F
    let shown = isVisible ? "`\(scalar)`" : "the control character \(scalar.value)"
    report("E0209", "\(shown) is no part of the language", at: span, hint: "remove it")
    emit(.invalid)
  }
}

private let symbols = Dictionary(uniqueKeysWithValues: Symbol.allCases.map { ($0.rawValue, $0) })

/// Symbols that no longer symbol starts with.
private let singleSymbols: [UInt8: Symbol] = {
  let alone: [Symbol] = [
    .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .openBrace, .closeBrace,
    .comma, .semicolon, .at, .caret,
  ]
  return Dictionary(
    uniqueKeysWithValues: alone.compactMap { symbol in
      symbol.rawValue.utf8.first.map { ($0, symbol) }
    })
}()

private struct ForeignOperator {
  var code = "E0209"
  var message: String?
  var hint: String
  var meant: Token.Kind
}

private let foreignOperators: [String: ForeignOperator] = [
  "**": .init(hint: "the power is written `^`: `x^2`", meant: .symbol(.caret)),
  "//": .init(
    hint: "a comment starts with `#`; whole division is `floor(a / b)`", meant: .symbol(.slash)),
  "&&": .init(hint: "write `and`", meant: .keyword(.and)),
  "||": .init(hint: "write `or`", meant: .keyword(.or)),
  "!": .init(hint: "write `not`", meant: .keyword(.not)),
  "|>": .init(hint: "write one layer in each line of `model … { }`", meant: .invalid),
  "<>": .init(hint: "write `!=`", meant: .symbol(.notEqual)),
  "=>": .init(hint: "a function is written `x -> x^2`", meant: .symbol(.arrow)),
  ":=": .init(hint: "a name gets its value with `=`", meant: .symbol(.assign)),
  "===": .init(hint: "write `==`", meant: .symbol(.equal)),
  "...": .init(hint: "a range is written `-6..6`", meant: .symbol(.range)),
  "%": .init(
    code: "E0211", message: "`%` is no operator: it stands only behind a number, as in `80%`",
    hint: "the remainder is `mod(a, b)`", meant: .symbol(.slash)),
  "+=": compound("+"), "-=": compound("-"), "*=": compound("*"), "/=": compound("/"),
]

private func compound(_ sign: String) -> ForeignOperator {
  ForeignOperator(hint: "write `x = x \(sign) …`", meant: .invalid)
}

private let foreignCharacters: [Unicode.Scalar: (hint: String, meant: Token.Kind)] = [
  "−": ("the minus sign of the keyboard is `-`", .symbol(.minus)),
  "–": ("the minus sign of the keyboard is `-`", .symbol(.minus)),
  "×": ("write `*`, or `@` for the matrix product", .symbol(.star)),
  "·": ("write `*`, or `@` for the matrix product", .symbol(.star)),
  "÷": ("write `/`", .symbol(.slash)),
  "≤": ("write `<=`", .symbol(.lessOrEqual)),
  "≥": ("write `>=`", .symbol(.greaterOrEqual)),
  "≠": ("write `!=`", .symbol(.notEqual)),
  "→": ("write `->`", .symbol(.arrow)),
  "²": ("write `^2`", .invalid),
  "³": ("write `^3`", .invalid),
  "√": ("write `sqrt(x)`", .invalid),
  "…": ("a range is written `-6..6`", .symbol(.range)),
  "“": ("text stands in `\"`", .invalid),
  "”": ("text stands in `\"`", .invalid),
  "‘": ("text stands in `\"`", .invalid),
  "’": ("text stands in `\"`", .invalid),
  "`": ("write the word without `", .invalid),
  "\\": ("a line goes on by itself after `,` or an operator, and inside brackets", .invalid),
  "?": ("help is a command of the prompt: `?dense`", .invalid),
  "$": ("money is written behind the number: `0.85$`", .invalid),
  "~": ("write `not`", .keyword(.not)),
  "|": ("write `or`", .keyword(.or)),
]
