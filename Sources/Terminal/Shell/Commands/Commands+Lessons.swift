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
      usage: "[lesson]", example: ":walk 01-neuron",
      details: """
        The lesson computes with names of its own, which are gone when it ends. `:bye` leaves it. Without a name the
        lessons are listed.
        """
    ) { shell, argument in
      guard shell.lessonWords.isEmpty else {
        shell.gate.notice("you are in a lesson already\nhint: `:bye` leaves it")
        return .done
      }
      ControlC.forget()
      let commands = shell.sessions
      let learner: SessionCommands.Learner? = shell.editor == nil ? nil : shell.learner
      _ = argument.isEmpty ? commands.menu(learner) : commands.walk(argument, learner: learner)
      return .done
    }
  }

  static var replay: Command {
    Command(
      "replay", "run a session from its start, beside your own names", usage: "file.nabla.md",
      example: ":replay moons.nabla.md",
      details: """
        At its end it says what differs from what the session stores. Ctrl-C ends it; `:load` runs a program here.
        """
    ) { shell, argument in
      guard !argument.isEmpty else { return shell.usage(of: "replay") }
      _ = shell.sessions.run(
        LessonSearch.path(of: QuotedText.plain(argument)), compares: true)
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
    var commands = SessionCommands(
      gate: gate, capabilities: capabilities,
      options: Replay.Options(
        threads: session.options.threads, dataFolders: session.options.dataFolders,
        isStopped: { ControlC.isRequested }))
    // The terminal belongs to the editor here.
    commands.ask = editor == nil ? nil : { [unowned self] in answer(to: $0) }
    return commands
  }

  /// A shell of its own for a lesson, with the editor of this one.
  fileprivate var learner: SessionCommands.Learner {
    { [unowned self] session in
      // Its editor has a history already.
      var options = options
      options.historyPath = nil
      let shell = Shell(session: session, options: options, gate: gate, mailbox: mailbox)
      shell.editor = editor
      return shell
    }
  }

  /// A question that is answered with y; without a person at hand it is meant.
  func confirms(_ question: String) -> Bool {
    guard editor != nil else { return true }
    return answer(to: question)?.lowercased().hasPrefix("y") == true
  }

  /// One line that answers a question; Ctrl-C and Ctrl-D answer nothing.
  func answer(to question: String) -> String? {
    guard let editor else { return nil }
    editor.keep(typeAhead: typeAhead)
    typeAhead = []
    let outer = (editor.rules, editor.livePrompt)
    defer { (editor.rules, editor.livePrompt) = outer }
    editor.livePrompt = nil
    editor.rules.isComplete = { _ in true }
    let result = editor.readLine(prompt: question)
    for line in session.news() { gate.result(line) }
    guard case .text(let text) = result else {
      if case .ended(let signal) = result { pendingEnd = signal }
      return nil
    }
    return text
  }
}
