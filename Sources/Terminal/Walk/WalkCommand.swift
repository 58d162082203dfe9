import Books
import Sessions
import Support
import Workbench

extension SessionCommands {
  /// Makes the shell in which a learner walks, on the session of a lesson.
  typealias Learner = (WorkbenchSession) -> Shell

  /// Walks through a session, or an installed lesson by its name; without a learner it waits for nobody.
  func walk(_ name: String, learner: Learner?) -> ExitStatus {
    guard let document = opened(LessonSearch.path(of: name)) else { return .unreadable }
    guard let learner else {
      let screen = WalkScreen(gate: gate, capabilities: capabilities)
      return gate.exitStatus ?? screen.walk(document, Walkthrough(document, options: options))
    }
    let session = WorkbenchSession(options: limits(of: document), showsLive: true)
    let shell = learner(session)
    defer { session.stopRuns() }
    let walk = LearnerWalk(
      document, LessonDesk(shell, session, document.frontMatter), ProgressFile())
    return gate.exitStatus ?? walk.walk()
  }

  /// What a session of a file's own may take.
  func limits(of document: SessionDocument) -> Interpreter.Options {
    var limits = Interpreter.Options(
      replaying: document.frontMatter, named: document.name, threads: options.threads,
      dataFolders: options.dataFolders)
    limits.memoryLimit = options.memoryLimit
    limits.watchesProcess = options.watchesProcess
    return limits
  }

  /// Walks without anybody who is asked.
  package func walk(_ name: String) -> ExitStatus { walk(name, learner: nil) }

  /// Lists the lessons; whoever is there chooses one.
  func menu(_ learner: Learner?) -> ExitStatus {
    let columns = capabilities.isInteractive ? WindowSize.current().columns - 1 : nil
    let menu = LessonMenu(LessonSearch.all, ProgressFile().progress, columns: columns)
    guard !menu.lessons.isEmpty else {
      gate.notice(
        "no lesson is installed, and there is none in `sessions` here\nhint: `nabla walk FILE` walks through a file"
      )
      return .unreadable
    }
    gate.report(menu.report)
    guard let learner else { return gate.exitStatus ?? .ok }
    // Its session computes nothing: it lends the editor.
    let session = WorkbenchSession(options: Interpreter.Options(), showsLive: false)
    let desk = LessonDesk(learner(session), session, FrontMatter())
    while true {
      switch desk.ask(menu.question, for: .answer) {
      case .cleared: continue
      case .end: return desk.ending ?? .ok
      case .text(let text):
        if LessonWord(text, letters: true) == .bye { return .ok }
        if let chosen = menu.lesson(meant: text) {
          return walk(chosen.path, learner: { session in learner(session) })
        }
        gate.notice("no lesson is called so: type its number or its name, or `q`")
      }
    }
  }

  /// Forgets what is kept of a lesson, or of all.
  func forget(_ lesson: String?) -> ExitStatus {
    var file = ProgressFile()
    let name = lesson.map { LessonSearch.name(of: LessonSearch.path(of: $0)) }
    let count = file.forget(name)
    if let problem = file.takeProblem() { gate.notice(problem) }
    gate.result(
      count == 0
        ? "nothing was kept of \(lesson.map { "`\($0)`" } ?? "any lesson")"
        : "forgotten: what was kept of \(NumberText.count(count, "lesson"))")
    return gate.exitStatus ?? .ok
  }
}
