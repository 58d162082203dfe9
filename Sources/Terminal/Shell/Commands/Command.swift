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
  let run: (_ shell: Shell, _ argument: String) -> Outcome

  init(
    _ name: String, _ summary: String, usage: String = "", example: String = "",
    details: String = "", run: @escaping (Shell, String) -> Outcome
  ) {
    signature = Signature(
      name, .command, summary, example: example.isEmpty ? ":" + name : example, details: details)
    self.usage = usage
    self.run = run
  }

  var name: String { signature.name }
}

/// All commands; where a prefix is ambiguous, the earlier one is meant.
enum Commands {
  static var all: [Command] {
    [help, quit, who, history, undo] + cells + files
      + [
        set, keys, search, explain, example, page, clear, version, type, time, config,
      ] + runs + lessons + folders
  }

  /// The command that a word means, or the nearest name as a suggestion.
  static func find(_ word: String) -> (command: Command?, suggestion: String?) {
    let all = all
    if let exact = all.first(where: { $0.name == word }) { return (exact, nil) }
    if !word.isEmpty, let prefixed = all.first(where: { $0.name.hasPrefix(word) }) {
      return (prefixed, nil)
    }
    let nearest = all.map { ($0.name, editDistance($0.name, word)) }.min { $0.1 < $1.1 }
    guard let nearest, nearest.1 <= max(1, min(2, word.count / 2)) else { return (nil, nil) }
    return (nil, nearest.0)
  }
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left.prefix(64))
  let right = Array(right.prefix(64))
  var older: [Int] = []
  var previous = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var current = [i + 1]
    for (j, b) in right.enumerated() {
      var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a == b ? 0 : 1))
      if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { best = min(best, older[j - 1] + 1) }
      current.append(best)
    }
    older = previous
    previous = current
  }
  return previous[right.count]
}
