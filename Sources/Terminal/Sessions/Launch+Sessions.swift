import Books
import Sessions
import Support
import Workbench

extension Launch {
  /// `nabla run x.nabla.md`
  func runSession(_ path: String) -> ExitStatus { sessions.run(path) }

  /// `nabla verify sessions/`
  package func verify(_ paths: [String], _ request: VerificationRequest) -> ExitStatus {
    sessions.verify(paths, request)
  }

  /// `nabla record a.nabla.md`
  package func record(_ paths: [String], probes: Bool) -> ExitStatus {
    sessions.record(paths, probes: probes)
  }

  /// `nabla merge a.nabla.md`
  package func merge(_ paths: [String], take side: MergeSide?, runs: Bool) -> ExitStatus {
    sessions.merge(paths, take: side, runs: runs)
  }

  /// `nabla fmt a.nabla.md`
  package func format(_ paths: [String], checks: Bool) -> ExitStatus {
    sessions.format(paths, checks: checks)
  }

  /// `nabla walk 01-neuron`; without a name the lessons that there are.
  package func walk(_ file: String?, pauses: Bool) -> ExitStatus {
    let commands = sessions
    guard pauses, commands.capabilities.isInteractive else {
      return file.map { commands.walk($0, learner: nil) } ?? commands.menu(nil)
    }
    // One editor for the menu and the lesson: there is one terminal.
    let first = shell(WorkbenchSession(options: options, showsLive: false), greeting: "")
    first.capabilities.applyToEnvironment()
    guard let editor = first.openEditor() else {
      return file.map { commands.walk($0, learner: nil) } ?? commands.menu(nil)
    }
    defer { editor.releaseTerminal() }
    var options = first.options
    options.historyPath = nil
    let learner: SessionCommands.Learner = { session in
      let shell = Shell(
        session: session, options: options, gate: gate, mailbox: first.mailbox)
      shell.editor = editor
      return shell
    }
    return file.map { commands.walk($0, learner: learner) } ?? commands.menu(learner)
  }

  /// `nabla lint sessions/`
  package func lint(_ paths: [String]) -> ExitStatus { sessions.lint(paths) }

  /// `nabla score *.json`
  package func score(_ paths: [String]) -> ExitStatus { sessions.score(paths) }

  /// `nabla walk --forget`
  package func forgetLessons(_ lesson: String?) -> ExitStatus { sessions.forget(lesson) }

  private var sessions: SessionCommands {
    SessionCommands(
      gate: gate, capabilities: TerminalCapabilities(color: color, plain: isPlain),
      options: replayOptions)
  }

  /// How sessions are run; from here on Ctrl-C ends them.
  var replayOptions: Replay.Options {
    TerminalCapabilities.setUpLocale()
    ControlC.watch()
    var replay = Replay.Options(
      threads: options.threads, dataFolders: options.dataFolders, isTrusted: isTrusted,
      isStopped: { ControlC.isRequested })
    // Whoever names a size on the command line trusts the session with it.
    if options.memoryLimit != FreeMemory.share { replay.memoryLimit = options.memoryLimit }
    replay.watchesProcess = options.watchesProcess
    return replay
  }
}
