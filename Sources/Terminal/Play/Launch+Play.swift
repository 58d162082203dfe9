import Books
import Sessions
import Support
import Workbench

/// What `nabla play` is asked for beside the session.
package struct PlayRequest: Sendable {
  /// Letters a second; `nil` for what the session says, or 30.
  package var speed: Double?
  /// A file for a recording of what is seen.
  package var cast: String?

  /// As the session says it, and recorded nowhere.
  package init() {}
}

extension Launch {
  /// `nabla play 06-xor`: a session types itself.
  package func play(_ file: String, _ request: PlayRequest) -> ExitStatus {
    let commands = SessionCommands(
      gate: gate, capabilities: TerminalCapabilities(color: color, plain: isPlain),
      options: replayOptions)
    guard commands.capabilities.isInteractive else { return commands.play(file, request, nil) }
    let first = shell(WorkbenchSession(options: options, showsLive: false), greeting: "")
    first.capabilities.applyToEnvironment()
    guard let editor = first.openEditor() else { return commands.play(file, request, nil) }
    defer { editor.releaseTerminal() }
    var options = first.options
    options.historyPath = nil
    return commands.play(file, request) { session in
      let shell = Shell(session: session, options: options, gate: gate, mailbox: first.mailbox)
      shell.editor = editor
      return shell
    }
  }
}

extension SessionCommands {
  /// Plays a session for nobody: without waiting, and with a recording whose times are counted.
  package func play(_ file: String, _ request: PlayRequest = PlayRequest()) -> ExitStatus {
    play(file, request, nil)
  }

  /// Plays a session; without an audience it waits for nobody.
  func play(_ file: String, _ request: PlayRequest, _ audience: Learner?) -> ExitStatus {
    guard let document = opened(LessonSearch.path(of: file)) else { return .unreadable }
    if let path = request.cast, !CastRecording.mayReplace(path) {
      gate.notice(LessonProblem.notARecording(path: path).diagnostic)
      return .writeFailed
    }
    let clock = PlayClock(isCounted: audience == nil)
    let size = audience == nil ? WindowSize(rows: 24, columns: 80) : WindowSize.current()
    let recording = CastRecording(
      title: document.frontMatter.title ?? LessonSearch.name(of: document.name), size: size,
      clock: clock)
    if request.cast != nil { gate.onWrite = recording.note }
    defer { gate.onWrite = nil }
    let status: ExitStatus
    if let audience {
      let session = WorkbenchSession(options: limits(of: document), showsLive: true)
      defer { session.stopRuns() }
      let desk = LessonDesk(audience(session), session, document.frontMatter)
      ControlC.forget()
      status = play(document, LiveStage(desk, document), clock, request)
    } else {
      let printer = SessionPrinter(gate: gate, capabilities: capabilities)
      let stage = SilentStage(Walkthrough(document, options: options), printer)
      status = play(document, stage, clock, request)
    }
    gate.onWrite = nil
    guard let path = request.cast else { return status }
    do {
      try AtomicFile.write(Array(recording.text.utf8), to: path)
    } catch {
      show(.file(error))
      return .writeFailed
    }
    return status
  }

  private func play(
    _ document: SessionDocument, _ stage: any PlayStage, _ clock: PlayClock, _ request: PlayRequest
  ) -> ExitStatus {
    let player = Player(
      gate, LessonText(gate: gate, capabilities: capabilities), stage, clock, speed: request.speed)
    return player.play(document)
  }
}
