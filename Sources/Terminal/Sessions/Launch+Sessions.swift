import Books
import Support
import Workbench

extension Launch {
  /// `nabla run x.nabla.md`
  func runSession(_ path: String) -> ExitStatus { sessions.run(path) }

  /// `nabla verify sessions/`
  package func verify(_ paths: [String], _ request: VerificationRequest) -> ExitStatus {
    sessions.verify(paths, request)
  }

  /// `nabla walk 01-formulas`
  package func walk(_ file: String, pauses: Bool) -> ExitStatus {
    sessions.walk(file, pauses: pauses)
  }

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
