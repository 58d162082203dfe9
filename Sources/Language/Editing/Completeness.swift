/// What the Enter key of the prompt does with the text typed so far.
package enum Completeness: Equatable, Sendable {
  /// Run it; what is wrong with it is shown then.
  case complete
  /// Add a line.
  case incomplete

  /// An open bracket or a last token that wants more asks for another line.
  ///
  /// A blank line ends a text that hangs on its last token; where brackets are open it takes two,
  /// because models are written with blank lines between their parts.
  package static func of(_ source: String) -> Completeness {
    guard source.utf8.count <= Limits.sourceBytes else { return .complete }
    let (all, _) = Lexer.tokenize(source)
    let stream = TokenStream(all)
    if stream.isRefused || stream.hasStrayBracket { return .complete }
    let blankLines = blankLinesAtEnd(all)
    if stream.isOpenAtEnd { return blankLines < 2 ? .incomplete : .complete }
    let last = stream.tokens.last { $0.kind != .newline && $0.kind != .end }
    if let last, last.continuesLine, blankLines < 1 { return .incomplete }
    return .complete
  }

  private static func blankLinesAtEnd(_ tokens: [Token]) -> Int {
    max(0, tokens.reversed().prefix { $0.kind == .newline || $0.kind == .end }.count - 2)
  }
}
