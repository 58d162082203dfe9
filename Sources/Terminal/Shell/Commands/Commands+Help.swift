import Language
import Support
import Workbench

extension Commands {
  static var help: Command {
    Command(
      "help", "explain a word, or list the commands", usage: "[word]", example: ":help dense"
    ) { shell, argument in
      if argument.isEmpty {
        shell.gate.result(shell.wrapped(overview))
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
      shell.gate.result(keyCard(WindowSize.current().columns - 1))
      return .done
    }
  }

  static var version: Command {
    Command("version", "print the version") { shell, _ in
      shell.gate.result("nabla " + shell.options.version)
      return .done
    }
  }

  private static var overview: String {
    let rows = all.map { command in
      (
        ":" + command.name + (command.usage.isEmpty ? "" : " " + command.usage),
        command.signature.summary
      )
    }
    return """
      Type an expression, a model, data or a verb; Enter runs it when it is complete.
        sigmoid(2)                          plot tanh, grad(tanh), -4..4
        d = data generated(moons, 200)
        net = model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }
        train net, d, epochs=50             plot net, d
      ?word explains a word, ??name shows what made a value, Tab completes.

      \(columns(rows))
      """
  }

  /// Two columns, the first as wide as its widest entry.
  static func columns(_ rows: [(String, String)]) -> String {
    let width = rows.map { TextWidth.columns(of: $0.0) }.max() ?? 0
    return rows.map { row in
      row.1.isEmpty ? row.0 : TextWidth.padded(row.0, to: width + 2) + row.1
    }.joined(separator: "\n")
  }

  /// The keys in two columns, or one below the other where the window is narrow.
  static func keyCard(_ columns: Int) -> String {
    let wide = pairs.map { left, right in
      right.isEmpty ? left : TextWidth.padded(left, to: 42) + right
    }
    let isWide = wide.allSatisfy { TextWidth.columns(of: $0) <= columns }
    let narrow =
      pairs.map(\.0)
      + pairs.map(\.1).filter { !$0.isEmpty }.map { right in
        let key = String(right.prefix(10)).split(separator: " ").joined(separator: " ")
        return TextWidth.padded(key, to: 15) + String(right.dropFirst(10)).drop { $0 == " " }
      }
    return (isWide ? wide : narrow).joined(separator: "\n") + "\n"
      + "While a training runs: C-c pauses it and asks, C-o shows it full screen."
  }

  private static let pairs = [
    ("Enter          run the input, or add a line while it is unfinished", ""),
    ("M-Enter  C-o   add a line", ""),
    ("Tab            complete; twice: list", #"\alpha Tab  the letter α"#),
    ("Up  Down       lines, then history that begins with what is typed", ""),
    ("C-r  C-s       search the history", "M-.       last word of the last entry"),
    ("Right  End     take the grey hint", "M-f       one word of it"),
    ("C-a  C-e       start and end of the line", "C-k  C-u  delete to its end, or all"),
    ("M-b  M-f       one word back, forward", "C-w  C-y  delete a word, put it back"),
    ("C-_            undo", "C-x C-e   edit in $VISUAL or $EDITOR"),
    ("C-l            clear the screen", "C-z       suspend"),
    ("C-c            clear the line; stop or pause what runs", ""),
    ("C-d            leave, on an empty line", ""),
  ]
}
