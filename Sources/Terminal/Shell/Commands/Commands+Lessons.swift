import Books
import Support
import Workbench

// Lessons beside the session, and wiping what the session holds.
extension Commands {
  static var lessons: [Command] { [open, walk, replay, checkpoint, describe, forget] }

  static var open: Command {
    Command(
      "open", "open a session as a notebook, full screen; q comes back", usage: "file.nabla.md",
      example: ":open moons.nabla.md",
      details: """
        The notebook computes with names of its own. Opening runs nothing; h shows its keys.
        """
    ) { shell, argument in
      guard !argument.isEmpty else { return shell.usage(of: "open") }
      guard shell.capabilities.canFillScreen else {
        shell.gate.notice("a notebook needs a terminal that can place its cursor")
        return .done
      }
      let notebook = NotebookLaunch(
        gate: shell.gate, capabilities: shell.capabilities, options: shell.session.options,
        mailbox: shell.mailbox)
      if case .ended(let signal) = notebook.open(QuotedText.plain(argument)) {
        shell.pendingEnd = signal
      }
      return .done
    }
  }

  static var walk: Command {
    Command(
      "walk", "walk through a lesson; your names and trainings stay as they are",
      usage: "lesson", example: ":walk 01-formulas",
      details: """
        The lesson computes with names of its own, which are gone when it ends. `:bye` or Ctrl-C leaves it.
        """
    ) { shell, argument in
      guard !argument.isEmpty else { return shell.usage(of: "walk") }
      let reader = shell.capabilities.isInteractive ? shell.answerReader : nil
      _ = shell.sessions.walk(argument, reader: reader)
      return .done
    }
  }

  static var replay: Command {
    Command(
      "replay", "run a session from its start, beside your own names", usage: "file.nabla.md",
      example: ":replay moons.nabla.md", details: "Ctrl-C ends it; `:load` runs a program here."
    ) { shell, argument in
      guard !argument.isEmpty else { return shell.usage(of: "replay") }
      _ = shell.sessions.run(LessonSearch.path(of: QuotedText.plain(argument)))
      return .done
    }
  }

  static var checkpoint: Command {
    Command(
      "checkpoint", "write where a training stands into a file, from which `resume` goes on",
      usage: "[run] [file.safetensors]", example: ":checkpoint r r.safetensors"
    ) { shell, argument in
      var words = argument.split(separator: " ").map(String.init)
      let kind = SafetensorsFile.signature
      let file = words.last.map(kind.canName) == true ? words.removeLast() : nil
      guard words.count < 2 else { return shell.usage(of: "checkpoint") }
      guard let job = shell.job(words.first ?? "") else { return .done }
      let path = file ?? job.label + kind.suffix
      let quoted = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      shell.run(source: "save \(job.label), \"\(quoted)\"")
      return .done
    }
  }

  static var describe: Command {
    Command("describe", "tell in words what the last chart shows") { shell, _ in
      shell.gate.result(shell.lastPlot?.description ?? "no chart has been shown")
      return .done
    }
  }

  static var forget: Command {
    Command(
      "forget", "wipe all names, results and trainings of this session", usage: "all",
      example: ":forget all", details: "It asks first, because nothing brings them back."
    ) { shell, argument in
      guard argument == "all" else { return shell.usage(of: "forget") }
      let count = shell.session.values.count
      let question = "forget \(NumberText.count(count, "name"))? y or n: "
      guard shell.confirms(question) else {
        shell.gate.result("nothing is forgotten")
        return .done
      }
      shell.session.forgetAll()
      shell.gate.result("all names are gone; the next input is number 1")
      return .done
    }
  }
}

extension Shell {
  /// Sessions that run beside this one, until Ctrl-C.
  fileprivate var sessions: SessionCommands {
    ControlC.forget()
    return SessionCommands(
      gate: gate, capabilities: capabilities,
      options: Replay.Options(
        threads: session.options.threads, isStopped: { ControlC.isRequested }))
  }

  /// A question that is answered with y; without a person at hand it is meant.
  func confirms(_ question: String) -> Bool {
    guard let reader = editor == nil ? nil : answerReader else { return true }
    return reader.line(question)?.lowercased().hasPrefix("y") == true
  }

  /// Asks with the keys of the prompt; Ctrl-C and Ctrl-D answer nothing.
  var answerReader: AnswerReader? {
    guard let editor else { return nil }
    let keep = { (bytes: [UInt8]) in self.typeAhead += bytes }
    return AnswerReader(keep: keep) { [session] prompt, _, isProgram in
      editor.keep(typeAhead: self.typeAhead)
      self.typeAhead = []
      let outer = (editor.rules, editor.livePrompt)
      defer { (editor.rules, editor.livePrompt) = outer }
      editor.livePrompt = nil
      if !isProgram { editor.rules.isComplete = { _ in true } }
      let result = editor.readLine(prompt: prompt)
      for line in session.news() { self.gate.result(line) }
      guard case .text(let text) = result else {
        if case .ended(let signal) = result { self.pendingEnd = signal }
        return nil
      }
      return text
    }
  }
}
