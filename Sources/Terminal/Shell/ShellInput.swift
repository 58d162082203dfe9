import Books

extension ShellInput {
  /// Whether a line of a pipe is a command or a question whatever bracket is open before it.
  ///
  /// `:3]` goes on with a slice, so only known commands count; `help` may be a name there.
  static func standsAlone(_ line: String) -> Bool {
    let first = line.first { !$0.isWhitespace }
    switch ShellInput(line) {
    case .command(let word, _): return first == ":" && Commands.find(word).command != nil
    case .help, .definition: return first == "?"
    case .nothing, .source: return false
    }
  }
}
