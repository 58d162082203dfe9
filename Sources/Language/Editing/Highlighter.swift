import Catalog

/// What a part of the source is, for colouring; colours belong to the terminal.
package enum Style: String, CaseIterable, Sendable {
  case keyword, verb, layer, function, number, string, comment, operatorSign, error, name
}

/// Colours while typing: a pure function of text and catalogue that never fails.
package enum Highlighter {
  /// Styled parts in the order of the source, without overlaps; blanks have none.
  package static func spans(_ source: String, catalog: Catalog) -> [(SourceSpan, Style)] {
    guard source.utf8.count <= Limits.sourceBytes else { return [] }
    let (tokens, diagnostics) = Lexer.tokenize(source)
    let broken = Set(diagnostics.compactMap { $0.span?.start })
    let stray = strayBrackets(tokens)
    var spans: [(SourceSpan, Style)] = []
    var previous: Token?
    // For each open bracket whether it is that of a record.
    var records: [Bool] = []
    for (index, token) in tokens.enumerated() where token.span.end > token.span.start {
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      if case .symbol(let symbol) = token.kind {
        if symbol.isOpener {
          records.append(RecordBraces.opens(tokens, at: index, after: previous))
        } else if symbol.isCloser {
          _ = records.popLast()
        }
      }
      let isFieldName = records.last == true && token.isWord && next?.is(.colon) == true
      let isBroken = broken.contains(token.span.start) || stray.contains(token.span.start)
      if isBroken, token.kind != .comment, !isUnfinishedText(token, source, tokens.last) {
        spans.append((token.span, .error))
      } else if isFieldName {
        spans.append((token.span, .name))
      } else if let style = style(of: token, after: previous, before: next, catalog) {
        spans.append((token.span, style))
      }
      if token.kind != .comment { previous = token }
    }
    return spans
  }

  private static func style(
    of token: Token, after previous: Token?, before next: Token?, _ catalog: Catalog
  ) -> Style? {
    let isField = previous?.is(.dot) == true
    let isLabel = next?.is(.assign) == true && !startsLine(previous)
    switch token.kind {
    case .name: return isField || isLabel ? .name : meaning(of: token.text, previous, catalog)
    case .keyword: return isField || isLabel ? .name : .keyword
    case .verb: return isField || isLabel ? .name : .verb
    case .number: return .number
    case .string: return .string
    case .comment: return .comment
    case .symbol: return .operatorSign
    case .invalid: return .error
    case .newline, .end: return nil
    }
  }

  /// `dropout` is a layer where a line starts, and a function or choice elsewhere.
  private static func meaning(of word: String, _ previous: Token?, _ catalog: Catalog) -> Style {
    let kinds = catalog[word].map(\.kind)
    if startsLine(previous), kinds.contains(where: { [.layer, .structure, .step].contains($0) }) {
      return .layer
    }
    if kinds.contains(where: { valueKinds.contains($0) || $0 == .source }) { return .function }
    return .name
  }

  private static func startsLine(_ previous: Token?) -> Bool {
    guard let previous else { return true }
    return previous.kind == .newline || previous.is(.semicolon) || previous.is(.openBrace)
      || previous.is(.colon)
  }

  /// A closer that closes nothing is wrong already; an open bracket may still be closed.
  private static func strayBrackets(_ tokens: [Token]) -> Set<Int> {
    var matcher = BracketMatcher()
    matcher.match(tokens)
    return Set(matcher.diagnostics.filter { $0.code == "E0204" }.compactMap { $0.span?.start })
  }

  /// The text being typed at the end of the source is not wrong yet.
  private static func isUnfinishedText(_ token: Token, _ source: String, _ end: Token?) -> Bool {
    guard case .string = token.kind, token.span.end == end?.span.start else { return false }
    return source.utf8.dropFirst(token.span.start).first == UInt8(ascii: "\"")
  }
}
