/// What stands between two tokens of a line: nothing, one blank, or what the author chose of both.
struct CanonicalBlanks {
  private enum Bracket { case group, body, record }

  /// Brackets that are open, the innermost last.
  private var open: [Bracket] = []
  /// Whether the next `=` gives names their values, rather than an argument.
  private var mayAssign = true
  private var assignmentDepth = 0
  private var last: Token?
  /// What stands behind the operator that was written last.
  private var behind: String?

  /// A statement begins with the next token.
  mutating func beginStatement() {
    (mayAssign, assignmentDepth, last) = (true, open.count, nil)
  }

  mutating func open(isBody: Bool, isRecord: Bool) {
    open.append(isBody ? .body : isRecord ? .record : .group)
    if isBody { beginStatement() }
    last = nil
  }

  mutating func close() {
    if !open.isEmpty { open.removeLast() }
    last = nil
  }

  /// Notes a token that is no bracket.
  mutating func take(_ token: Token) {
    defer { last = token }
    guard open.count == assignmentDepth else { return }
    if token.is(.semicolon) { return beginStatement() }
    switch token.kind {
    // `fn f(x) = …`; two words in a row are no names with commas between.
    case .keyword(.fn): break
    case .name, .verb: if let last, last.isWord, !last.is(.fn) { mayAssign = false }
    case .symbol(.comma), .symbol(.dot): break
    default: mayAssign = false
    }
  }

  /// The blanks between two tokens; `next` is what follows on the line.
  mutating func gap(_ left: Token, _ right: Token, before next: Token?) -> String {
    let written = right.hugs ? "" : " "
    let plain = behind ?? gap(behind: left, written)
    behind = nil
    guard case .symbol(let symbol) = right.kind else { return plain }
    let far = next.map { $0.kind == .comment ? written : $0.hugs ? "" : " " } ?? written
    switch symbol {
    case .comma, .semicolon, .closeParenthesis, .closeBracket, .dot: return ""
    case .closeBrace: return left.is(.openBrace) || open.last == .record ? "" : " "
    case .colon where open.last == .group:
      behind = far
      return written
    case .colon:
      behind = " "
      return ""
    case .assign where mayAssign && open.count == assignmentDepth:
      behind = " "
      return " "
    case .assign:
      // `epochs=3`; inside of brackets `bmi = weight / height^2` is as good.
      behind = open.last == .group && written == far ? written : ""
      return behind ?? ""
    case .arrow, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      behind = " "
      return " "
    case .plus, .minus, .at, .star, .slash, .range:
      guard left.endsValue else {
        behind = far
        return plain
      }
      return sides(of: symbol, written, far)
    case .caret:
      behind = ""
      return ""
    case .openBrace, .ampersand:
      return left.is(.openParenthesis) || left.is(.openBracket) ? "" : " "
    case .openParenthesis, .openBracket: return left.endsValue ? written : plain
    }
  }

  /// Around an operator between two values. `f -1` may be a word and its argument: it stays.
  private mutating func sides(of symbol: Symbol, _ near: String, _ far: String) -> String {
    switch symbol {
    case .plus, .minus:
      behind = near == far ? " " : far
      return near == far ? " " : near
    case .at: behind = " "
    default: behind = near == far ? near : " "
    }
    return behind ?? ""
  }

  /// What the token on the left asks for, where it is no operator.
  private func gap(behind left: Token, _ written: String) -> String {
    guard case .symbol(let symbol) = left.kind else { return written }
    switch symbol {
    case .openParenthesis, .openBracket, .dot: return ""
    case .openBrace: return open.last == .record ? "" : " "
    case .comma, .semicolon, .ampersand: return " "
    default: return written
    }
  }
}
