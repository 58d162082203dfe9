/// A program in canonical form: the same tokens, with blanks, indentation and empty lines as they
/// are usually written.
///
/// Two blanks for each open body, arguments below the first one of their bracket, one blank behind a
/// comma and around `=`, `->`, comparisons, `+`, `-` and `@`, none around the `=` of a named argument,
/// comments of neighbouring lines below one another, no two empty lines. Where lines end stays the
/// author's choice. The form of the form is itself.
package enum CanonicalText {
  /// `nil` for a text that cannot be read: nothing of it is touched.
  package static func of(_ source: String) -> String? {
    guard let text = formatted(source), formatted(text) == text else { return nil }
    return text
  }

  private static func formatted(_ source: String) -> String? {
    let (tokens, faults) = Lexer.tokenize(source)
    let parsed = Parser.parse(source)
    guard faults.isEmpty, !parsed.hasErrors, !tokens.contains(where: { $0.kind == .invalid }) else {
      return nil
    }
    var writer = CanonicalWriter(source, tokens)
    let text = writer.write()
    // Whatever blanks mean to the grammar, the program must be the one that it was.
    let again = Lexer.tokenize(text)
    guard again.diagnostics.isEmpty, meaning(of: again.tokens) == meaning(of: tokens) else {
      return nil
    }
    let reparsed = Parser.parse(text)
    guard !reparsed.hasErrors, reparsed.program.statements.count == parsed.program.statements.count
    else { return nil }
    return text
  }

  /// Tokens without their places; of brackets behind a value also whether they hug it, which is what
  /// makes calls and indices of them.
  private static func meaning(of tokens: [Token]) -> [Meaning] {
    var result: [Meaning] = []
    for token in tokens {
      if token.kind == .newline, result.last.map({ $0.kind == .newline }) ?? true { continue }
      let isBracket = token.is(.openParenthesis) || token.is(.openBracket)
      let follows = result.last?.endsValue ?? false
      result.append(
        Meaning(
          kind: token.kind, text: token.text, hugs: isBracket && follows && token.hugs,
          endsValue: token.endsValue))
    }
    while let last = result.last, last.kind == .newline || last.kind == .end {
      result.removeLast()
    }
    return result
  }

  private struct Meaning: Equatable {
    let kind: Token.Kind
    let text: String
    let hugs: Bool
    let endsValue: Bool
  }
}

extension Token {
  /// Whether a value may end here, so that an operator behind it has two sides.
  var endsValue: Bool {
    switch kind {
    case .name, .number, .string, .verb: true
    case .keyword(let keyword): [.true, .false, .none].contains(keyword)
    case .symbol(let symbol): symbol.isCloser
    case .comment, .newline, .invalid, .end: false
    }
  }
}
