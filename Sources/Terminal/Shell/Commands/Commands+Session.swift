import Support

extension Commands {
  static var quit: Command {
    Command("quit", "leave nabla") { _, _ in .leave }
  }

  static var who: Command {
    Command("who", "list your names with what they hold", usage: "[prefix]") { shell, argument in
      // A server that is a result alone listens, too.
      let servers = shell.session.servers.filter { !$0.isNamed }.map {
        ShellValue($0.label, kind: "server", detail: $0.detail)
      }
      let values = (shell.session.values + servers).filter {
        argument.isEmpty || $0.name.hasPrefix(argument)
      }
      guard !values.isEmpty else {
        shell.gate.result(
          argument.isEmpty
            ? "no names yet: `x = 2` makes one" : "no name begins with `\(argument)`")
        return .done
      }
      let table = Table(
        values,
        [
          .text("name", title: "") { $0.name }, .text("kind", title: "") { $0.kind },
          .text("detail", title: "") { $0.detail },
        ])
      var lines = table.lines()
      if argument.isEmpty, let history = shell.session.historyText {
        lines.append("history: \(history)")
      }
      // One row for each name, however much it holds.
      shell.gate.result(
        lines.map { WrappedText.clipped($0, to: shell.columns - 1) }.joined(separator: "\n"))
      return .done
    }
  }

  static var history: Command {
    Command(
      "history", "print what was typed", usage: "[-n N] [text or /pattern/]",
      example: ":history -n 50 /dense/"
    ) { shell, argument in
      var limit = 20
      var rest = argument
      if rest.hasPrefix("-n") {
        let parts = rest.dropFirst(2).split(
          separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let number = parts.first.flatMap({ Int($0) }), number > 0 else {
          return shell.usage(of: "history")
        }
        limit = number
        rest = parts.count > 1 ? String(parts[1]) : ""
      }
      guard let matches = matcher(rest) else {
        shell.gate.notice("`\(rest)` is not a pattern\nhint: plain text is found as it is")
        return .done
      }
      let entries = shell.history.matching(limit: limit, where: matches)
      shell.gate.result(
        entries.isEmpty ? "nothing in the history" : entries.joined(separator: "\n"))
      return .done
    }
  }

  static var undo: Command {
    Command(
      "undo", "take back the last thing you did: an input, a rerun, a refresh, a discard",
      details: """
        Text, values, weights, random draws and results go back together. An input that is taken back
        keeps its number: `:edit 3` has its text. Inputs that failed changed nothing and do not count.
        """
    ) { shell, _ in
      shell.gate.result(shell.session.undo() ?? "nothing to undo")
      return .done
    }
  }

  static var clear: Command {
    Command("clear", "clear the screen; values stay") { shell, _ in
      if !shell.capabilities.isPlain, shell.capabilities.isInteractive {
        shell.gate.rendered("\u{1B}[H\u{1B}[2J")
      }
      return .done
    }
  }

  static var example: Command {
    Command(
      "example", "put the example of a word on the line", usage: "word", example: ":example dense"
    ) { shell, argument in
      guard !argument.isEmpty else { return shell.usage(of: "example") }
      guard let text = shell.session.example(of: argument) else {
        shell.unknown(argument)
        return .done
      }
      shell.preset = text
      return .done
    }
  }

  static var page: Command {
    Command("page", "show the last output that was folded, whole") { shell, _ in
      guard let text = shell.foldedOutput else {
        shell.gate.result("no output was folded")
        return .done
      }
      shell.gate.result(text)
      return .done
    }
  }

  /// Whether an entry is wanted: `/…/` is a regular expression, other text is looked for as it is.
  private static func matcher(_ text: String) -> ((String) -> Bool)? {
    guard text.hasPrefix("/"), text.count > 1 else {
      return { text.isEmpty || $0.contains(text) }
    }
    let pattern = text.dropFirst().hasSuffix("/") ? text.dropFirst().dropLast() : text.dropFirst()
    guard let expression = try? Regex(String(pattern)) else { return nil }
    return { $0.firstMatch(of: expression) != nil }
  }
}
