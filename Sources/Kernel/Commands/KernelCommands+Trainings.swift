import Glibc
import Learning
import Support
import Workbench

/// A training under what the user calls it.
private typealias NamedRun = (label: String, number: Int, run: TrainingRun)

// Trainings in the background: looked at, paused, waited for.
extension KernelCommands {
  static var trainings: [KernelCommand] {
    [
      KernelCommand("jobs", "", "list the trainings that are on, and the servers") { session, _ in
        let servers = session.interpreter.serverRows.map { "\($0.label)  \($0.detail)" }
        let rows = session.interpreter.desk.activeRuns.map { active in
          [
            "\(active.number)", active.label, active.run.progress.phase.rawValue,
            KernelSession.words(of: active.run),
          ]
        }
        let trainings =
          rows.isEmpty
          ? servers.isEmpty ? ["no training is on: `r = train m, d &` starts one"] : []
          : TextTable(rows: rows).lines()
        session.say((trainings + servers).joined(separator: "\n"))
      },
      command("fg", "watch a training until it ends") { session, active in
        active.run.resume()
        if session.follow(active.run, name: active.label) == .unseen {
          session.interpreter.desk.settleFinished()
        }
        session.isLeaving = false
      },
      command("bg", "let a paused training go on") { session, active in
        active.run.resume()
        session.say("\(active.label) goes on")
      },
      command("wait", "wait until a training has ended") { session, active in
        guard active.run.progress.phase != .paused else {
          return session.complain(
            "\(active.label) is paused", hint: "`:continue \(active.label)` lets it go on")
        }
        while !active.run.wait(seconds: 0.05) {
          session.breathe()
          guard !session.isInterrupted else {
            return session.say("\(active.label) goes on in the background")
          }
        }
        session.interpreter.desk.settleFinished()
      },
      command("pause", "hold a training between two steps") { session, active in
        active.run.requestPause()
        for _ in 0..<100 where active.run.progress.phase != .paused && !active.run.wait(seconds: 0)
        {
          usleep(20_000)
        }
        session.say(
          active.run.progress.phase == .paused
            ? "\(active.label) is paused at \(KernelSession.words(of: active.run))"
            : "\(active.label) pauses after its step")
      },
      KernelCommand(
        "continue", "[run] [+epochs]", "let a paused training go on, or any for more epochs"
      ) {
        proceed($0, $1)
      },
      command("stop", "end a training after its step; its weights are kept") { session, active in
        active.run.requestStop()
        if !active.run.wait(seconds: 2) { session.say("\(active.label) stops after its step") }
        session.interpreter.desk.settleFinished()
      },
      command("step", "make one step of a training, and show its numbers") { session, active in
        guard let moment = active.run.stepOnce() else {
          return session.complain("this training shows no single steps", hint: "`:fg` watches it")
        }
        session.outputs?.hold(MimeBundle(StepReport.make(moment, of: active.label)))
      },
      KernelCommand(
        "watch", "[expression [when condition] [pause]]", "show an expression as a training goes"
      ) {
        watch($0, $1)
      },
    ]
  }

  /// A command about one training: that of a name, or the newest.
  private static func command(
    _ name: String, _ summary: String, _ body: @escaping (KernelSession, NamedRun) -> Void
  ) -> KernelCommand {
    KernelCommand(name, "[run]", summary) { session, argument in
      if let active = find(argument, in: session) { body(session, active) }
    }
  }

  private static func find(_ name: String, in session: KernelSession) -> NamedRun? {
    let active = session.interpreter.desk.activeRuns
    if let found = name.isEmpty
      ? active.last : active.last(where: { $0.label == name || "\($0.number)" == name })
    {
      return found
    }
    if case .run? = session.interpreter[name] {
      session.complain(
        "\(name) has ended", hint: "go on with a copy: `s = resume \(name), epochs=10`")
    } else {
      let known = active.map { "`\($0.label)`" }
      session.complain(
        name.isEmpty ? "no training is on" : "no training `\(name)` is on",
        hint: known.isEmpty
          ? "`r = train m, d &` starts one" : "there is \(known.joined(separator: ", "))")
    }
    return nil
  }

  private static func proceed(_ session: KernelSession, _ argument: String) {
    var words = argument.split(separator: " ").map(String.init)
    var more: Int?
    if let last = words.last, last.hasPrefix("+") {
      guard let number = Int(last.dropFirst()), number >= 1 else {
        return session.complain(
          "`\(last)` is no number of epochs", hint: "for example `:continue r +500`")
      }
      more = number
      words.removeLast()
    }
    guard let active = find(words.joined(separator: " "), in: session) else { return }
    if let more, let problem = session.interpreter.desk.addEpochs(more, to: active.run) {
      return session.complain(problem, hint: "for example `:continue \(active.label) +500`")
    }
    active.run.resume()
    session.say(
      more.map { "\(active.label) goes on for \($0) epochs more" } ?? "\(active.label) goes on")
  }

  private static func watch(_ session: KernelSession, _ argument: String) {
    let desk = session.interpreter.desk
    let words = argument.split(separator: " ")
    if words.isEmpty {
      let watches = desk.watchExpressions.map { "\($0.number)  \($0.text)" }
      session.say(watches.isEmpty ? "nothing is watched" : watches.joined(separator: "\n"))
    } else if words[0] == "off", words.count < 3 {
      desk.removeWatches(number: words.count == 2 ? Int(words[1]) : nil)
    } else if let problem = desk.addWatch(argument) {
      session.fail(problem)
    }
  }
}
