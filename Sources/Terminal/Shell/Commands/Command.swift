import Catalog
import Support

/// One `:command`: a value that describes itself and acts on the shell.
struct Command {
  enum Outcome: Equatable {
    case done
    case leave
  }

  let signature: Signature
  /// How the arguments are written: `[-n N] [/pattern/]`.
  let usage: String
  /// The keys of the screen that it opens, in lines of so many columns; none of most.
  let card: (_ columns: Int) -> [String]
  let run: (_ shell: Shell, _ argument: String) -> Outcome

  init(
    _ name: String, _ summary: String, usage: String = "", example: String = "",
    details: String = "", card: @escaping (Int) -> [String] = { _ in [] },
    run: @escaping (Shell, String) -> Outcome
  ) {
    signature = Signature(
      name, .command, summary, example: example.isEmpty ? ":" + name : example, details: details)
    self.usage = usage
    self.card = card
    self.run = run
  }

  var name: String { signature.name }
}

/// All commands; where a prefix is ambiguous, the earlier one is meant.
enum Commands {
  static var all: [Command] {
    [help, quit, who, history, undo] + cells + files
      + [
        set, plot, keys, search, explain, example, page, clear, version, type, time, config,
      ] + runs + lessons + folders
  }

  /// The command that a word means, or the nearest name as a suggestion.
  static func find(_ word: String) -> (command: Command?, suggestion: String?) {
    let all = all
    if let exact = all.first(where: { $0.name == word }) { return (exact, nil) }
    if !word.isEmpty, let prefixed = all.first(where: { $0.name.hasPrefix(word) }) {
      return (prefixed, nil)
    }
    let limit = max(1, min(2, word.count / 2))
    let near = all.compactMap { command in
      DidYouMean.distance(command.name, word, atMost: limit).map { (command.name, $0) }
    }
    return (nil, near.min { $0.1 < $1.1 }?.0)
  }
}
