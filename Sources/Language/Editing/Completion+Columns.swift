import Catalog

/// What the columns of a table can be asked of, before or while it is read.
package enum ColumnOwner: Equatable, Sendable {
  /// A name of the user's: his data set, or a model that was trained with one.
  case name(String)
  /// A file that a line in the making reads.
  case file(String)
}

// Names of columns inside an open quotation mark, and of fields in a record.
extension Completion {
  /// Columns of the data nearest before the cursor that begin with what stands in the open quotation mark; `nil` where a file is
  /// meant, or nothing near has columns.
  func column(
    _ token: Token, _ prefix: String, behind tokens: ArraySlice<Token>
  ) -> CompletionResult? {
    let context = CursorContext(tokens, catalog)
    guard context.top.isList || !expectsFile(at: context) else { return nil }
    let known = nearest(in: tokens)
    guard !known.isEmpty else { return nil }
    let start = token.span.start + 1
    let typed = String(decoding: Array(prefix.utf8)[start...], as: UTF8.self)
    return CompletionResult(
      replace: SourceSpan(start, token.span.end), items: unique(matching(typed, known)))
  }

  /// `predict m, {`: the fields that a row has.
  func fields(of context: CursorContext, behind tokens: ArraySlice<Token>) -> [Item] {
    guard context.top.isRecord,
      context.previous.map({ $0.is(.openBrace) || $0.is(.comma) }) ?? false
    else { return [] }
    return nearest(in: tokens).filter(isPlainWord).map { Item("\($0):", "column") }
  }

  /// `keep age`, `column(wealth = income`: the columns that a formula can be of.
  func formulaColumns(_ context: CursorContext, behind tokens: ArraySlice<Token>) -> [Item] {
    guard !context.top.isLineStart || context.top.opener == .openParenthesis,
      context.frames.contains(where: { frame in
        frame.word.map { catalog.signature($0, .step)?.takesFormulas == true } ?? false
      })
    else { return [] }
    return nearest(in: tokens).filter(isPlainWord).map { Item($0, "column") }
  }

  private func matching(_ typed: String, _ names: [String]) -> [Item] {
    let exact = names.filter { $0.hasPrefix(typed) }
    let folded = typed.lowercased()
    return (exact.isEmpty ? names.filter { $0.lowercased().hasPrefix(folded) } : exact)
      .map { Item(escaped($0), "column") }
  }

  /// The columns of whatever is named last before the cursor and has some.
  private func nearest(in tokens: ArraySlice<Token>) -> [String] {
    for index in tokens.indices.reversed() {
      let token = tokens[index]
      let owner: ColumnOwner? =
        switch token.kind {
        case .name: .name(token.text)
        case .string(let text)
        where index > tokens.startIndex
          && tokens[index - 1].is(.openParenthesis):
          .file(text)
        default: nil
        }
      if let owner {
        let found = columns(owner)
        if !found.isEmpty { return found }
      }
    }
    return []
  }

  /// As it stands between quotation marks.
  private func escaped(_ name: String) -> String {
    name.contains { $0 == "\"" || $0 == "\\" }
      ? name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() : name
  }

  private func isPlainWord(_ name: String) -> Bool {
    name.utf8.first.map { !(0x30...0x39).contains($0) } ?? false && Lexer.isWord(name)
  }
}
