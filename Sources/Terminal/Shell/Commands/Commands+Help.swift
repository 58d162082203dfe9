import Language
import Support
import Workbench

extension Commands {
  static var help: Command {
    Command(
      "help", "explain a word, or list the commands", usage: "[word]", example: ":help dense"
    ) { shell, argument in
      if argument.isEmpty {
        // A list longer than the window would take its own beginning away.
        let rows = shell.capabilities.isInteractive ? WindowSize.current().rows : Int.max
        let whole = shell.wrapped(overview(columns: shell.columns - 1))
        let isLong = whole.split(separator: "\n").count + 2 > rows
        shell.gate.result(
          isLong ? shell.wrapped(shortOverview(columns: shell.columns - 1)) : whole)
      } else if argument == "all" {
        shell.gate.result(shell.wrapped(overview(columns: shell.columns - 1)))
      } else {
        shell.showHelp(argument)
      }
      return .done
    }
  }

  static var search: Command {
    Command(
      "apropos", "find words whose help mentions a text", usage: "text", example: ":apropos loss"
    ) { shell, argument in
      guard !argument.isEmpty else { return shell.usage(of: "apropos") }
      var found = shell.session.search(argument)
      for command in all {
        let text = command.name + " " + command.signature.summary
        if text.contains(argument) { found.append((":" + command.name, command.signature.summary)) }
      }
      guard !found.isEmpty else {
        shell.gate.result("no help mentions `\(argument)`")
        return .done
      }
      shell.gate.result(columns(found.map { ($0.name, $0.summary) }))
      return .done
    }
  }

  static var explain: Command {
    Command(
      "explain", "tell about an error by its code", usage: "code", example: ":explain E0101"
    ) { shell, argument in
      guard !argument.isEmpty else { return shell.usage(of: "explain") }
      guard let error = ErrorPages.page(of: argument) else {
        shell.gate.notice(
          "no explanation for `\(argument)`\nhint: a code looks like E0101; "
            + "the message and hint of the error say what is known")
        return .done
      }
      shell.gate.result(
        shell.wrapped(
          """
          \(error.code): \(error.title)
            \(error.explanation)
            wrong: \(error.wrong)
            right: \(error.right)
          """))
      return .done
    }
  }

  static var keys: Command {
    Command("keys", "show the keys of the prompt on one screen") { shell, _ in
      shell.gate.result(PromptKey.card(WindowSize.current().columns - 1))
      return .done
    }
  }

  static var version: Command {
    Command("version", "print the version") { shell, _ in
      shell.gate.result("nabla " + shell.options.version)
      return .done
    }
  }

  private static func overview(columns: Int) -> String {
    beginning + "\n\n" + listed(rows(of: all), columns: columns)
  }

  /// What a beginner needs first; of the other commands the names.
  private static func shortOverview(columns: Int) -> String {
    let first = ["help", "walk", "keys", "who", "undo", "save", "quit"]
    let chosen = first.compactMap { name in all.first { $0.name == name } }
    let others = all.filter { command in !first.contains(command.name) }.map { ":" + $0.name }
    let more = "Others, which `:help all` explains: " + others.joined(separator: " ")
    return beginning + "\n\n" + listed(rows(of: chosen), columns: columns) + "\n"
      + WordWrap.lines(of: more, columns: columns).joined(separator: "\n")
  }

  private static func rows(of commands: [Command]) -> [(String, String)] {
    commands.map { command in
      (
        ":" + command.name + (command.usage.isEmpty ? "" : " " + command.usage),
        command.signature.summary
      )
    }
  }

  /// What one types, before any command.
  private static let beginning = """
    Type an expression, a model, data or a verb; Enter runs it when it is complete.
      sigmoid(2)                          plot tanh, grad(tanh), -4..4
      d = data generated(moons, 200)
      net = model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }
      train net, d, epochs=50             plot net, d
    ?word explains a word, ??name shows what made a value, Tab completes.
    """

  /// Each row's words beside what they explain, or below it where that is long: few long ones take no room from all others.
  static func listed(_ rows: [(String, String)], columns: Int) -> String {
    let widths = rows.map { TextWidth.columns(of: $0.0) }
    // A narrow window has no room for two columns.
    let margin = columns < 60 ? 4 : (widths.filter { $0 <= usageColumns }.max() ?? 0) + 2
    return rows.flatMap { usage, summary -> [String] in
      let words = WordWrap.lines(of: summary, columns: max(20, columns - margin))
      if TextWidth.columns(of: usage) < margin {
        return words.enumerated().map {
          TextWidth.padded($0.offset == 0 ? usage : "", to: margin) + $0.element
        }
      }
      return WordWrap.lines(of: usage, columns: columns)
        + words.map { TextWidth.padded("", to: margin) + $0 }
    }.joined(separator: "\n")
  }

  /// The widest usage that has its words beside it.
  private static let usageColumns = 24

  /// Two columns, the first as wide as its widest entry.
  static func columns(_ rows: [(String, String)]) -> String {
    TextTable(rows: rows.map { [$0.0, $0.1] }).lines().joined(separator: "\n")
  }
}
