/// What a manual says of the prompt's commands, taken from the commands themselves.
package enum CommandManual {
  /// Each command with its arguments and an example, in the order in which prefixes are read.
  package static var entries: [(usage: String, summary: String, details: String, example: String)] {
    Commands.all.map { command in
      (
        command.name + (command.usage.isEmpty ? "" : " " + command.usage),
        command.signature.summary, command.signature.details, command.signature.example
      )
    }
  }

  /// The commands that only lessons have, in a walk and in a notebook, and what they do.
  package static var lessons: [(name: String, summary: String)] {
    LessonWord.allCases.map { ($0.rawValue, $0.summary) }
      + [("author", "in a notebook: exercises as their author wrote them, with the answers")]
  }

  /// The card of `:keys`.
  package static var keys: String { PromptKey.card(79) }
}
