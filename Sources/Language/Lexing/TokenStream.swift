/// The tokens that the grammar sees: no comments, no newlines that do not end a line, and every
/// bracket with its partner.
struct TokenStream {
  private(set) var tokens: [Token] = []
  /// For each token the index of its partner; -1 for all but matched brackets.
  private(set) var partners: [Int] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether a bracket is still open at the end of the source.
  private(set) var isOpenAtEnd = false
  private(set) var hasStrayBracket = false
  /// Set when brackets are nested too deeply to go on.
  private(set) var isRefused = false

  init(_ all: [Token]) {
    var brackets = BracketMatcher()
    brackets.match(all)
    diagnostics = brackets.diagnostics
    isOpenAtEnd = brackets.isOpenAtEnd
    isRefused = brackets.isRefused
    hasStrayBracket = brackets.hasStray
    guard !isRefused else { return }
    filter(all, brackets)
  }

  /// Decision: the innermost open bracket decides what a newline means.
  private mutating func filter(_ all: [Token], _ brackets: BracketMatcher) {
    var open: [(symbol: Symbol, index: Int, holdsItems: Bool)] = []
    for (index, token) in all.enumerated() {
      switch token.kind {
      case .comment: continue
      case .newline:
        let isInside = open.last?.holdsItems ?? false
        if isInside || tokens.last.map({ $0.continuesLine || $0.kind == .newline }) ?? true {
          continue
        }
      case .keyword(.else):
        if tokens.last?.kind == .newline, tokens.dropLast().last?.is(.closeBrace) == true {
          tokens.removeLast()
          partners.removeLast()
        }
      case .symbol(.semicolon):
        if let last = open.last, last.holdsItems {
          append(semicolonAsComma(token, inside: last.symbol))
          continue
        }
      case .symbol(let symbol) where symbol.isOpener:
        var opener = token
        opener.opensRecord = RecordBraces.opens(all, at: index, after: tokens.last)
        if brackets.isMatched(index) {
          open.append((symbol, tokens.count, symbol != .openBrace || opener.opensRecord))
        }
        append(opener)
        continue
      case .symbol(let symbol) where symbol.isCloser:
        guard brackets.isMatched(index), let opener = open.popLast() else { continue }
        partners[opener.index] = tokens.count
        append(token, partner: opener.index)
        continue
      default: break
      }
      append(token)
    }
  }

  private mutating func append(_ token: Token, partner: Int = -1) {
    tokens.append(token)
    partners.append(partner)
  }

  /// Reported here, then read as what was probably meant.
  private mutating func semicolonAsComma(_ token: Token, inside symbol: Symbol) -> Token {
    if diagnostics.count < Limits.diagnostics {
      let pair = "\(symbol.rawValue) \(symbol.closer?.rawValue ?? "")"
      diagnostics.append(
        Diagnostic(
          .error, "E0218", "`;` cannot stand inside `\(pair)`", at: token.span,
          hint: "write `,` between the items"))
    }
    var comma = token
    comma.kind = .symbol(.comma)
    return comma
  }
}
