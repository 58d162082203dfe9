import Support

// Looking at what an input would give, or how long it takes.
extension Commands {
  static var type: Command {
    Command(
      "type", "tell kind and shape of an expression; nothing is kept or trained",
      usage: "expression", example: ":type model 2 { dense 8; dense 1 }",
      details: "Of a model it shows what each layer gives for one sample. What trains, writes or "
        + "sets is refused, also inside a function that is called."
    ) { shell, argument in
      guard !argument.isEmpty else { return shell.usage(of: "type") }
      switch shell.session.type(of: argument) {
      case .known(let report): shell.gate.report(report)
      case .problem(let text): shell.gate.notice(text)
      }
      return .done
    }
  }

  static var time: Command {
    Command(
      "time", "run an input, and tell how long it took", usage: "input", example: ":time 2 + 2"
    ) {
      shell, argument in
      guard !argument.isEmpty else { return shell.usage(of: "time") }
      let start = monotonicSeconds()
      shell.run(source: argument)
      let took = monotonicSeconds() - start
      shell.gate.notice("took \(NumberText.significant(took * 1000, digits: 3)) ms")
      return .done
    }
  }

  static var config: Command {
    Command("config", "show the settings and the file that they are read from") { shell, _ in
      let rows = Setting.allCases.map { ($0.rawValue, shell.value(of: $0)) }
      shell.gate.result(
        columns(rows) + "\nread from \(ConfigurationFile.path): one `name value` on each line")
      return .done
    }
  }
}
