import Books
import Sessions
import Support
import Workbench

extension SessionCommands {
  /// Makes the shell in which a learner walks, on the session of a lesson.
  typealias Learner = (WorkbenchSession) -> Shell

  /// Walks through a session, or an installed lesson by its name; without a learner it waits for nobody.
  ///
  /// Behind a lesson of the course the learner says what comes next.
  func walk(_ name: String, learner: Learner?) -> ExitStatus {
    guard let learner else {
      guard let document = opened(LessonSearch.path(of: name)) else { return .unreadable }
      let screen = WalkScreen(gate: gate, capabilities: capabilities)
      return gate.exitStatus ?? screen.walk(document, Walkthrough(document, options: options))
    }
    var statuses: [ExitStatus] = []
    var path: String? = LessonSearch.path(of: name)
    while let here = path.take() {
      let (status, isAtEnd) = walkOnce(here, learner)
      statuses.append(status)
      if isAtEnd, !isClass, gate.exitStatus == nil { path = wayOn(after: here, learner) }
    }
    return gate.exitStatus ?? .worst(statuses)
  }

  /// One lesson; answers whether the learner came to its end.
  private func walkOnce(_ path: String, _ learner: Learner) -> (ExitStatus, isAtEnd: Bool) {
    guard let document = opened(path) else { return (.unreadable, false) }
    let session = WorkbenchSession(options: limits(of: document), showsLive: true)
    let shell = learner(session)
    defer { session.stopRuns() }
    let walk = LearnerWalk(
      document, LessonDesk(shell, session, document.frontMatter), ProgressFile())
    if isClass { walk.open(to: shell) }
    defer { if isClass { gate.page = nil } }
    let status = gate.exitStatus ?? walk.walk()
    return (status, walk.isAtEnd)
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
    let menu = lessonMenu
    guard !menu.lessons.isEmpty else {
      gate.notice(
        "no lesson is installed, and there is none in `sessions` here\nhint: `nabla walk FILE` walks through a file"
      )
      return .unreadable
    }
    gate.report(menu.report)
    guard let learner else { return gate.exitStatus ?? .ok }
    let desk = idleDesk(learner)
    if let path = choice(menu, desk, menu.question) { return walk(path, learner: learner) }
    return desk.ending ?? .ok
  }

  /// The lessons with what is kept of them, for the window as it is now.
  private var lessonMenu: LessonMenu {
    let size = capabilities.isInteractive ? WindowSize.current() : nil
    return LessonMenu(
      LessonSearch.all, ProgressFile().progress, columns: size.map { $0.columns - 1 },
      rows: size?.rows)
  }

  /// A desk whose session computes nothing: it lends the editor.
  private func idleDesk(_ learner: Learner) -> LessonDesk {
    let session = WorkbenchSession(options: Interpreter.Options(), showsLive: false)
    return LessonDesk(learner(session), session, FrontMatter())
  }

  /// Where to go behind a lesson of the course; `nil` for whoever leaves, and behind a file of one's own.
  private func wayOn(after path: String, _ learner: Learner) -> String? {
    let menu = lessonMenu
    guard let here = menu.lessons.first(where: { $0.path == path }) else { return nil }
    let next = menu.next(after: here.name)
    let desk = idleDesk(learner)
    let words = LessonWords(language: here.frontMatter.language)
    let question =
      next.map { words.text("Enter starts %1, m lists the lessons, q leaves", $0.name) }
      ?? words.text("m lists the lessons, q leaves")
    return choice(menu, desk, question + "> ", next: next, isListed: false)
  }

  /// The path of the lesson that somebody chooses; `nil` for whoever leaves.
  private func choice(
    _ menu: LessonMenu, _ desk: LessonDesk, _ question: String, next: LessonSearch.Lesson? = nil,
    isListed: Bool = true
  ) -> String? {
    while true {
      switch desk.ask(question, for: .answer) {
      case .cleared: continue
      case .end: return nil
      case .text(let text):
        if LessonWord(text, letters: true) == .bye { return nil }
        if text.allSatisfy(\.isWhitespace), !isListed {
          if let next { return next.path }
          gate.report(menu.report)
          continue
        }
        switch menu.wish(of: text) {
        case .lesson(let lesson): return lesson.path
        case .group(let group): gate.report(menu.report(of: group))
        case .list: gate.report(menu.report)
        case .help: gate.result(menu.help)
        case .unknown where text.hasPrefix("?"): _ = desk.shell.handle(text)
        case .unknown:
          gate.notice(
            "no lesson is called so: type a number such as `03`, or a name; `?` helps, `q` leaves")
        }
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
