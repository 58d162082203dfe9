/// Finds for every bracket whether it has a partner, in linear time and without recursion.
struct BracketMatcher {
  private var matched: Set<Int> = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var isOpenAtEnd = false
  private(set) var isRefused = false
  /// A closer without an opener, or one that closes over another bracket: more lines cannot help.
  private(set) var hasStray = false
  private var open: [(symbol: Symbol, index: Int, span: SourceSpan)] = []
  /// How many brackets of each kind are open, so that a stray closer never searches the stack.
  private var counts: [Symbol: Int] = [:]

  func isMatched(_ index: Int) -> Bool { matched.contains(index) }

  mutating func match(_ tokens: [Token]) {
    for (index, token) in tokens.enumerated() {
      guard case .symbol(let symbol) = token.kind else { continue }
      if symbol.isOpener {
        open.append((symbol, index, token.span))
        counts[symbol, default: 0] += 1
        if open.count > Limits.nesting { return refuse(at: token.span) }
      } else if symbol.isCloser {
        close(symbol, index, token.span)
      }
    }
    isOpenAtEnd = !open.isEmpty
    for bracket in open { reportUnclosed(bracket.symbol, bracket.span) }
  }

  private mutating func close(_ symbol: Symbol, _ index: Int, _ span: SourceSpan) {
    guard let opener = symbol.opener,
      counts[opener, default: 0] > 0
    else {
      hasStray = true
      return report(
        "E0204", "`\(symbol.rawValue)` closes nothing", at: span,
        hint: "remove it, or open `\(symbol.opener?.rawValue ?? "")` before it")
    }
    while let last = open.popLast() {
      counts[last.symbol, default: 0] -= 1
      if last.symbol == opener {
        matched.insert(last.index)
        matched.insert(index)
        return
      }
      hasStray = true
      reportUnclosed(last.symbol, last.span)
    }
  }

  private mutating func reportUnclosed(_ symbol: Symbol, _ span: SourceSpan) {
    let closer = symbol.closer?.rawValue ?? ""
    report("E0203", "`\(symbol.rawValue)` is never closed", at: span, hint: "write `\(closer)`")
  }

  private mutating func refuse(at span: SourceSpan) {
    isRefused = true
    diagnostics = [
      Diagnostic(
        .error, "E0902", "more than \(Limits.nesting) brackets are open here", at: span,
        hint: "give a part of it a name: `part = …`")
    ]
  }

  private mutating func report(
    _ code: String, _ message: String, at span: SourceSpan, hint: String
  ) {
    guard diagnostics.count < Limits.diagnostics else { return }
    diagnostics.append(Diagnostic(.error, code, message, at: span, hint: hint))
  }
}
