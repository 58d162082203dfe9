import Books
import Sessions
import Support
import Workbench

/// What runs the cells of a session that plays itself.
protocol PlayStage: AnyObject {
  /// Runs a cell; answers whether it came out as its author wants it.
  func run(_ cell: SessionCell) -> Bool
  /// Runs the start of an exercise, unseen, and its solution.
  func solve(_ exercise: Exercise, _ solution: String)
  /// Judges conditions on what there is now.
  func verdict(_ checks: [LessonCheck]) -> LessonVerdict
  /// Whether somebody looks on.
  var hasAudience: Bool { get }
  /// Whether somebody has pressed a key.
  var hasKeys: Bool { get }
  /// Waits for a key and takes it; `nil` where nobody is there, or no longer.
  func takeKeys() -> [UInt8]?
  /// What the audience types runs on the session's names, and is gone afterwards. Answers whether the session goes on.
  func fork() -> Bool
  /// Why nothing goes on: output that nobody takes, Ctrl-C, a signal.
  var ending: ExitStatus? { get }
}

/// Where nobody looks on.
final class SilentStage: PlayStage {
  private let lesson: Walkthrough
  private let printer: SessionPrinter
  private var isInterrupted = false

  init(_ lesson: Walkthrough, _ printer: SessionPrinter) {
    (self.lesson, self.printer) = (lesson, printer)
  }

  func run(_ cell: SessionCell) -> Bool {
    let result = lesson.run(cell, onOutput: show)
    isInterrupted = result.isInterrupted
    return result.exitStatus(expected: cell.options.expectedError) == .ok
  }

  func solve(_ exercise: Exercise, _ solution: String) {
    _ = lesson.demonstrate(exercise, onOutput: show)
  }

  /// Times and speeds are others every time; what nobody looks at says the same.
  private func show(_ output: Output) {
    if case .aside = output { return }
    printer.show(output)
  }

  func verdict(_ checks: [LessonCheck]) -> LessonVerdict { lesson.judge(checks) }
  var hasAudience: Bool { false }
  var hasKeys: Bool { false }
  func takeKeys() -> [UInt8]? { nil }
  func fork() -> Bool { true }
  var ending: ExitStatus? { printer.gate.exitStatus ?? (isInterrupted ? .interrupted : nil) }
}

/// A terminal with an audience, on the prompt's own editor and session.
final class LiveStage: PlayStage {
  private let desk: LessonDesk
  private let judge: LessonJudge
  private var isInterrupted = false

  init(_ desk: LessonDesk, _ document: SessionDocument) {
    self.desk = desk
    judge = LessonJudge(document)
    desk.shell.lessonWords = [("back", "return from trying things to the session")]
    // From the first letter on keys are read, not shown.
    desk.shell.editor?.takeTerminal()
  }

  func run(_ cell: SessionCell) -> Bool {
    let status = desk.run(cell.source, pace: cell.options.pace, live: cell.options.live)
    desk.shell.editor?.takeTerminal()
    if status == .interrupted { isInterrupted = true }
    return switch cell.options.expectedError {
    case nil: status == .completed
    case .any?: status == .failed
    case .code(let code)?: desk.errorCodes.contains(code)
    }
  }

  func solve(_ exercise: Exercise, _ solution: String) {
    let before = desk.snapshot()
    desk.held.append(before)
    desk.runQuietly(exercise.starter)
    if desk.run(solution, pace: exercise.pace, live: exercise.live) == .interrupted {
      isInterrupted = true
    }
    desk.held.removeLast()
    // What follows prints what the session says.
    desk.session.book.forgetDraws(since: before)
    desk.shell.editor?.takeTerminal()
  }

  func verdict(_ checks: [LessonCheck]) -> LessonVerdict {
    judge.judge(checks, in: desk.session.interpreter)
  }

  var hasAudience: Bool { true }

  /// Keys that came while a cell ran count, too.
  var hasKeys: Bool { !desk.shell.typeAhead.isEmpty || Keyboard.isReady() }

  func takeKeys() -> [UInt8]? {
    let early = desk.shell.typeAhead
    desk.shell.typeAhead = []
    if !early.isEmpty { return early }
    while ending == nil {
      if Keyboard.isReady(within: 100) {
        let keys = Keyboard.read()
        if keys == nil { isInterrupted = true }
        return keys
      }
    }
    return nil
  }

  var ending: ExitStatus? {
    let mail = desk.shell.mailbox.drain()
    if let signal = mail.ending { desk.shell.pendingEnd = signal }
    return desk.ending ?? (isInterrupted || ControlC.isRequested ? .interrupted : nil)
  }

  func fork() -> Bool {
    desk.gate.result(
      "You are trying things: nothing of it stays. `:back`, or Enter alone, returns to the session."
    )
    let before = desk.snapshot()
    desk.held.append(before)
    defer {
      desk.held.removeLast()
      desk.restore(before)
      ControlC.forget()
      desk.shell.editor?.takeTerminal()
    }
    while true {
      switch desk.ask("play> ", for: .program, keepsKeys: true) {
      case .cleared(let hadText): if !hadText { return true }
      case .end: return false
      case .text(let text):
        if text.allSatisfy(\.isWhitespace) { return true }
        switch LessonWord(text) {
        case .back?, .next?: return true
        case .bye?: return false
        case .play?, .hint?, .solution?, .reset?, .skip?, .reveal?, .progress?, .forget?:
          desk.gate.result("`:back` returns to the session")
        case nil: if desk.shell.handle(text) == .leave || desk.ending != nil { return false }
        }
      }
    }
  }
}
