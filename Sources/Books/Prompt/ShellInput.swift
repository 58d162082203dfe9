/// What an input is: a command, a question, or a program.
package enum ShellInput: Equatable {
  /// Blanks alone.
  case nothing
  /// `:word argument`.
  case command(String, argument: String)
  /// `?word`.
  case help(String)
  /// `??word`.
  case definition(String)
  /// Anything else.
  case source(String)

  /// Told apart by the first characters, and by a question mark behind a word.
  package init(_ text: String) {
    let trimmed = Self.trimmed(text)
    if trimmed.isEmpty {
      self = .nothing
    } else if trimmed.hasPrefix(":") || trimmed.hasPrefix("%") {
      let body = trimmed.dropFirst()
      let word = body.prefix { !$0.isWhitespace }
      self = .command(String(word), argument: Self.trimmed(body.dropFirst(word.count)))
    } else if trimmed.hasPrefix("??") {
      self = .definition(Self.trimmed(trimmed.dropFirst(2)))
    } else if trimmed.hasPrefix("?") {
      self = .help(Self.trimmed(trimmed.dropFirst()))
    } else if trimmed.hasSuffix("??"), Self.isWord(trimmed.dropLast(2)) {
      self = .definition(String(trimmed.dropLast(2)))
    } else if trimmed.hasSuffix("?"), Self.isWord(trimmed.dropLast()) {
      self = .help(String(trimmed.dropLast()))
    } else if ["help", "quit", "exit"].contains(trimmed) {
      // What hands type that have learned other prompts.
      self = .command(trimmed == "help" ? "help" : "quit", argument: "")
    } else if trimmed.hasPrefix("help "), Self.isWord(trimmed.dropFirst(5)) {
      self = .help(Self.trimmed(trimmed.dropFirst(5)))
    } else {
      self = .source(text)
    }
  }

  private static func isWord(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
