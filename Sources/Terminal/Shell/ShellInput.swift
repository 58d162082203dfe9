import Books

extension ShellInput {
  /// Whether a line of a pipe is a command or a question whatever bracket is open before it.
  ///
  /// `:3]` goes on with a slice, so only known commands count; `help` may be a name there.
  static func standsAlone(_ line: String) -> Bool {
    let begins = { line.drop { $0.isWhitespace }.hasPrefix($0) }
    switch ShellInput(line) {
    case .command(let word, _): return begins(":") && Commands.find(word).command != nil
    case .help, .definition: return begins("?")
    case .nothing, .source: return false
    }
  }
}
