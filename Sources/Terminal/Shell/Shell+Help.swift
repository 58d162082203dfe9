import Books
import Workbench

// Questions: `?x`, `??x`, `:help x`.
extension Shell {
  func showHelp(_ word: String) {
    if word.isEmpty {
      _ = Commands.help.run(self, "")
      tellCourseWords()
      return
    }
    let name = word.hasPrefix(":") || word.hasPrefix("%") ? String(word.dropFirst()) : word
    let command = Commands.all.first { $0.name == name }
    var text = name == word ? session.help(for: word) : nil
    let concept = Concepts.text(of: word)
    // The plain sentence of the course comes first, what the language has of that name after it. Elsewhere the page of a
    // concept says more.
    let explained =
      glossary?.glossary.entry(for: word)
      ?? (concept == nil ? CourseGlossary.ofCourse?.glossary.entry(for: word) : nil)
    if explained != nil, text == concept { text = nil }
    if let explained {
      gate.result(
        wrapped(CourseGlossary.line(explained)) + (text == nil ? "" : "\n\nIn nabla:"))
    }
    if let text {
      // What is a word of the language, too, is explained after the command that is typed alike.
      if let command { gate.result(help(of: command) + "\n") }
      gate.result(wrapped(text))
    } else if explained != nil {
      return
    } else if let command {
      gate.result(help(of: command))
    } else if let shell = CommandLineHelp.text(for: word) {
      gate.result(wrapped(shell))
    } else {
      unknown(word)
    }
  }

  /// Below the help of the prompt: the words of the lessons that were done, for whoever has done some.
  private func tellCourseWords() {
    let done = Set(ProgressFile().progress.lessons.filter(\.isDone).map(\.lesson))
    guard !done.isEmpty, let words = CourseGlossary.ofCourse?.explained(after: done), !words.isEmpty
    else { return }
    let names = words.map(\.word).joined(separator: ", ")
    gate.result(wrapped("words of the course, `?word` explains one: \(names)"))
  }

  func showDefinition(_ word: String) {
    if let text = session.definition(of: word) {
      gate.result(text)
    } else {
      showHelp(word)
    }
  }

  /// Broken between words at the width of the window; as it is where nobody looks at a window.
  func wrapped(_ text: String) -> String {
    guard capabilities.isInteractive else { return text }
    return WrappedText.wrap(WrappedText.joined(text), to: WindowSize.current().columns - 1)
  }

  func unknown(_ word: String) {
    gate.notice("no help for `\(word)`\nhint: `:apropos \(word)` looks through all help")
  }

  /// For a command whose arguments make no sense.
  func usage(of name: String, hint: String? = nil) -> Command.Outcome {
    if let command = Commands.all.first(where: { $0.name == name }) {
      gate.notice(
        "usage: :\(name) \(command.usage)\nhint: "
          + (hint ?? "for example `\(command.signature.example)`"))
    }
    return .done
  }

  private func help(of command: Command) -> String {
    let usage = command.usage.isEmpty ? "" : " " + command.usage
    let card = command.card(columns - 1)
    let parts = [
      wrapped(":\(command.name)\(usage): \(command.signature.summary)"),
      wrapped(command.signature.details),
      card.joined(separator: "\n"),
      "example: \(command.signature.example)",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
