/// The smallest part of a source that means something, with its place.
package struct Token: Equatable, Sendable {
  /// The sort of token, with the value that was read from it.
  package enum Kind: Equatable, Sendable {
    case name
    case keyword(Keyword)
    case verb
    /// The multiplier `k M %` is already applied; a unit stays as written.
    case number(Double, unit: String?)
    /// The text between the quotes, escapes resolved.
    case string(String)
    case symbol(Symbol)
    case comment
    case newline
    /// Already reported by the lexer.
    case invalid
    case end
  }

  /// What it is, with its value.
  package var kind: Kind
  /// Where it stands.
  package var span: SourceSpan
  /// The word itself for names, keywords and verbs; empty for all others.
  package var text: String
  /// Whether nothing, not even a blank, stands before it: `f(` against `f (`.
  package var hugs: Bool
  /// Whether it is the `{` of a record; known where brackets have their partners.
  package var opensRecord = false

  /// A token; `text` is given for words only.
  package init(_ kind: Kind, _ span: SourceSpan, text: String = "", hugs: Bool) {
    self.kind = kind
    self.span = span
    self.text = text
    self.hugs = hugs
  }

  func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
  func `is`(_ keyword: Keyword) -> Bool { kind == .keyword(keyword) }

  /// A text in quotes.
  var isText: Bool {
    if case .string = kind { true } else { false }
  }

  /// A name, keyword or verb: what may be a field or an argument's name.
  var isWord: Bool {
    switch kind {
    case .name, .keyword, .verb: true
    default: false
    }
  }

  /// A line that ends with this token goes on in the next one.
  var continuesLine: Bool {
    switch kind {
    case .symbol(let symbol): symbol.continuesLine
    case .keyword(let keyword): [.and, .or, .not, .in].contains(keyword)
    default: false
    }
  }
}

/// The 16 words of the grammar.
package enum Keyword: String, CaseIterable, Sendable {
  case fn, `for`, `in`, `if`, `else`, `repeat`, at, model, block, data
  case and, or, not, `true`, `false`, none
}

/// Brackets, separators and operators.
package enum Symbol: String, CaseIterable, Sendable {
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case comma = ","
  case semicolon = ";"
  case colon = ":"
  case dot = "."
  case range = ".."
  case assign = "="
  case arrow = "->"
  case ampersand = "&"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case at = "@"
  case caret = "^"

  var isOpener: Bool { closer != nil }
  var isCloser: Bool { opener != nil }

  /// The bracket that closes this one.
  var closer: Symbol? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    default: nil
    }
  }

  /// The bracket that this one closes.
  var opener: Symbol? {
    switch self {
    case .closeParenthesis: .openParenthesis
    case .closeBracket: .openBracket
    case .closeBrace: .openBrace
    default: nil
    }
  }

  var continuesLine: Bool {
    switch self {
    case .semicolon, .ampersand: false
    default: !isOpener && !isCloser
    }
  }
}
