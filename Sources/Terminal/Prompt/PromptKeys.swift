import Support

/// Keys of the prompt that stand together on its card: as they are told, what they do in words, and which
/// command of the editor each of them calls. Those that libedit or the terminal know by themselves call
/// none of ours.
struct PromptKey: Sendable {
  /// Where a key is bound.
  enum Map: Sendable {
    /// In both styles of editing; of vi's in both of its modes.
    case all
    case emacs
    /// Where text is typed.
    case typing
    /// Vi's mode of commands.
    case viCommands
  }

  struct Binding: Sendable {
    /// As `bind` reads it.
    let key: String
    let command: String
    let map: Map
  }

  /// As the card shows them; empty for keys that it leaves out.
  let keys: String
  let words: String
  /// Whether it stands at the right of the one before.
  let isBeside: Bool
  let bindings: [Binding]

  init(_ keys: String, _ words: String, isBeside: Bool = false, _ bindings: Binding...) {
    (self.keys, self.words, self.isBeside) = (keys, words, isBeside)
    self.bindings = bindings
  }
}

private func bind(
  _ key: String, _ command: String, _ map: PromptKey.Map = .all
) -> PromptKey.Binding { PromptKey.Binding(key: key, command: command, map: map) }

private func bind(_ key: EditorKey, _ command: String) -> PromptKey.Binding {
  bind(key.bindText, command)
}

extension PromptKey {
  static let all: [PromptKey] = [
    PromptKey(
      "Enter", "run the input, or add a line while it is unfinished",
      bind("^M", "nabla-enter"), bind("^J", "nabla-enter")),
    PromptKey(
      "M-Enter  C-o", "add a line", bind("^O", "nabla-newline"), bind(.newline, "nabla-newline")),
    PromptKey("Tab", "complete; twice: list", bind("^I", "nabla-complete")),
    PromptKey(#"\alpha Tab"#, "the letter α", isBeside: true),
    PromptKey(
      "Up  Down", "lines, then history that begins with what is typed",
      bind(.up, "nabla-up"), bind(.down, "nabla-down"), bind("^P", "nabla-up", .emacs),
      bind("^N", "nabla-down", .emacs), bind("k", "nabla-up", .viCommands),
      bind("j", "nabla-down", .viCommands)),
    PromptKey(
      "C-r  C-s", "search the history",
      bind("^R", "em-inc-search-prev"), bind("^S", "em-inc-search-next")),
    PromptKey(
      "M-.", "last word of the last entry", isBeside: true,
      bind(.lastArgument, "nabla-last-argument")),
    PromptKey(
      "Right  End", "take the grey hint",
      bind(.right, "nabla-right"), bind("^F", "nabla-right"), bind(.end, "nabla-end")),
    PromptKey("M-f", "one word of it", isBeside: true, bind(.hintWord, "nabla-hint-word")),
    PromptKey(
      "C-a  C-e", "start and end of the line",
      bind("^A", "nabla-home", .emacs), bind(.home, "nabla-home"), bind("^E", "nabla-end")),
    PromptKey("C-k  C-u", "delete to its end, or all", isBeside: true),
    PromptKey(
      "M-b  M-f", "one word back, forward",
      bind(.wordLeft, "ed-prev-word"), bind(.wordRight, "em-next-word")),
    PromptKey("C-w  C-y", "delete a word, put it back", isBeside: true),
    PromptKey("C-_", "undo", bind("^_", "nabla-undo", .emacs)),
    PromptKey(
      "C-x C-e", "edit in $VISUAL or $EDITOR", isBeside: true,
      bind("^X^E", "nabla-edit", .emacs)),
    PromptKey("C-l", "clear the screen", bind("^L", "nabla-clear")),
    PromptKey("C-z", "suspend", isBeside: true),
    PromptKey("C-c", "clear the line; stop or pause what runs"),
    PromptKey("C-d", "leave, on an empty line", bind("^D", "nabla-leave")),
    PromptKey(
      "", "", bind(.left, "nabla-left"), bind("^B", "nabla-left", .emacs),
      bind(.delete, "nabla-delete"), bind("^H", "nabla-backspace", .emacs),
      bind("^?", "nabla-backspace", .emacs), bind("}", "nabla-close", .typing)),
    // Not keys: pushed by our own commands, and what no key is.
    PromptKey(
      "", "", bind(.ignored, "nabla-ignore"), bind(.refresh, "nabla-refresh"),
      bind(.submit, "ed-newline")),
  ]

  /// The keys in two columns, or one below the other where the window is narrow.
  static func card(_ columns: Int) -> String {
    let told = all.filter { !$0.keys.isEmpty }
    let left = told.filter { !$0.isBeside }.map(\.alone)
    var wide: [String] = []
    for key in told {
      if key.isBeside, let last = wide.popLast() {
        wide.append(
          TextWidth.padded(last, to: 42) + TextWidth.padded(key.keys + "  ", to: 10) + key.words)
      } else {
        wide.append(key.alone)
      }
    }
    let isWide = wide.allSatisfy { TextWidth.columns(of: $0) <= columns }
    let beside = told.filter(\.isBeside).map { key in
      TextWidth.padded(key.keys.split(separator: " ").joined(separator: " "), to: 15) + key.words
    }
    return (isWide ? wide : left + beside).joined(separator: "\n") + "\n"
      + "While a training runs: C-c pauses it and asks, C-o shows it full screen."
  }

  private var alone: String { TextWidth.padded(keys, to: 15) + words }
}
