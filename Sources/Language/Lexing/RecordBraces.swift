/// Which `{` begins a record, `{age: 41}`, and which a body: told by the tokens beside it, so that
/// newlines inside mean the same to everybody.
enum RecordBraces {
  /// Whether the token at `index` is such a `{`. `previous` is what stands before it, a newline only
  /// where that ends a line.
  ///
  /// Where a value must follow, `{ NAME :` and `{ }` do; at the start of a statement and behind a
  /// verb, where a body may stand too, `{ NAME :` alone.
  static func opens(_ tokens: [Token], at index: Int, after previous: Token?) -> Bool {
    guard tokens[index].is(.openBrace) else { return false }
    let wantsValue = self.wantsValue(previous)
    guard wantsValue || mayStart(previous) else { return false }
    var next = index + 1
    guard let first = significant(tokens, from: &next) else { return false }
    if first.is(.closeBrace) { return wantsValue }
    return isKey(first) && significant(tokens, from: &next)?.is(.colon) == true
  }

  /// Whether only a value can follow: behind an operator, `=`, `,`, `(` and their like.
  static func wantsValue(_ previous: Token?) -> Bool {
    guard let previous else { return false }
    return previous.continuesLine || previous.is(.openParenthesis) || previous.is(.openBracket)
  }

  /// The start of a statement, or behind a verb: `print {age: 41}`.
  private static func mayStart(_ previous: Token?) -> Bool {
    guard let previous else { return true }
    return previous.kind == .newline || previous.kind == .verb || previous.is(.semicolon)
      || previous.is(.openBrace)
  }

  /// A word or a text; a number is none, but whoever writes one there means a record.
  private static func isKey(_ token: Token) -> Bool {
    switch token.kind {
    case .string, .number: true
    default: token.isWord
    }
  }

  /// The next token that is no newline and no comment; `next` is then behind it.
  private static func significant(_ tokens: [Token], from next: inout Int) -> Token? {
    while next < tokens.count {
      let token = tokens[next]
      next += 1
      if token.kind != .newline, token.kind != .comment { return token }
    }
    return nil
  }
}
