import Books
import Glibc
import Support
import Workbench

// Sessions that were lost with their terminal, and come back from their journals.
extension Launch {
  /// `nabla recover`: the newest session that was not left in good order, or the one with the number
  /// of `--list`; then the prompt.
  package func recover(number: Int?) -> ExitStatus {
    let found = JournalFolder.sessions()
    // One that was killed a moment ago may still have its files open.
    if number == nil { found.first { !$0.isEnded }?.awaitEnd() }
    let sessions = found.filter { !$0.isAlive }
    let chosen: JournaledSession?
    if let number {
      chosen = number >= 1 && number <= sessions.count ? sessions[number - 1] : nil
    } else {
      chosen = sessions.first { !$0.isEnded } ?? sessions.first
    }
    guard let chosen else {
      gate.notice(
        sessions.isEmpty
          ? "no session is kept" : "no session has that number: there are \(sessions.count)")
      return .unreadable
    }
    let session = WorkbenchSession(options: options, showsLive: showsLive)
    let shell = shell(session, greeting: "\(version)  :help for help, Ctrl-D to leave")
    guard shell.capabilities.isInteractive else {
      gate.notice("a session is recovered at a terminal")
      return .unsuitableTerminal
    }
    shell.beforeFirstInput = { bring(chosen, into: session) }
    return shell.run()
  }

  private func bring(_ lost: JournaledSession, into session: WorkbenchSession) {
    guard let claim = lost.claim() else {
      let time = LocalTime.text(lost.time)
      return gate.notice(TerminalProblem.sessionInUse(time: time).diagnostic)
    }
    do {
      let recovered = try session.recover(lost)
      let time = LocalTime.text(lost.time)
      if recovered.isDone {
        claim.markEnded()
        gate.result("recovered the session of \(time)")
      }
      for line in recovered.lines { gate.notice(line) }
      if let problem = recovered.problem { gate.notice(problem.diagnostic) }
      if !recovered.isDone {
        gate.notice("note: the session of \(time) is kept as it was: `nabla recover` begins anew")
      }
    } catch {
      gate.notice(TerminalProblem.journal(error).diagnostic)
    }
  }

  /// `nabla recover --list`.
  package func listSessions() -> ExitStatus {
    let sessions = JournalFolder.sessions().filter { !$0.isAlive }
    if sessions.isEmpty { gate.result("no session is kept") }
    for (index, session) in sessions.enumerated() {
      let entries = (try? session.entries().entries) ?? []
      let inputs = JournaledSession.inputs(entries)
      let first = inputs.first.map { $0.split(separator: "\n").first ?? "" } ?? ""
      gate.result(
        "\(index + 1)  \(LocalTime.text(session.time))  \(inputs.count) inputs  "
          + (session.isEnded ? "left     " : session.isUnsure ? "unsure   " : "lost     ")
          + TextWidth.truncate(String(first), to: 40))
    }
    return gate.exitStatus ?? .ok
  }

  /// Told before the prompt, where a session has been lost.
  var lostSessionNotice: String? {
    guard let lost = JournalFolder.sessions().first, !lost.isEnded, !lost.isAlive else {
      return nil
    }
    return "a session of \(LocalTime.text(lost.time)) was not left in good order: "
      + "`nabla recover` brings it back"
  }
}

/// Times for people.
enum LocalTime {
  /// `2026-11-27 14:02`.
  static func text(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = tm()
    localtime_r(&time, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M", &parts)
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
