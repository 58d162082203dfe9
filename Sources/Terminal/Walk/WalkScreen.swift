import Books
import Sessions
import Support
import Workbench

/// A lesson that nobody is asked in: questions show their answers, exercises run their solutions.
final class WalkScreen {
  private let gate: OutputGate
  private let printer: SessionPrinter
  private let text: LessonText
  /// In the language of the lesson that is walked.
  private var words = LessonWords(language: nil)
  /// Cells with unexpected errors, checks and solutions that do not hold: the lesson's own mistakes.
  private var failures = 0

  init(gate: OutputGate, capabilities: TerminalCapabilities) {
    self.gate = gate
    printer = SessionPrinter(gate: gate, capabilities: capabilities)
    text = LessonText(gate: gate, capabilities: capabilities)
  }

  func walk(_ document: SessionDocument, _ lesson: Walkthrough) -> ExitStatus {
    words = LessonWords(document)
    for fault in lesson.judge.faults { gate.notice(fault.diagnostic(in: document.name)) }
    failures += lesson.judge.faults.count
    for step in lesson.steps {
      guard gate.exitStatus == nil else { break }
      guard take(step, in: lesson) else {
        text.say(words.text("left the lesson before its end"))
        return failures == 0 ? .ok : .failed
      }
    }
    text.say(
      "\n" + words.text("end of the lesson")
        + (failures > 0
          ? words.text(", ") + words.text("%1 cells or checks of the lesson failed", "\(failures)")
          : ""))
    return failures == 0 ? .ok : .failed
  }

  /// Answers whether it is to go on.
  private func take(_ step: LessonStep, in lesson: Walkthrough) -> Bool {
    switch step {
    case .prose(let prose): text.tell(prose.text)
    case .directive(let directive): obey(directive)
    case .cell(let cell): return show(cell, in: lesson)
    case .quiz(let quiz): answer(quiz)
    case .exercise(let exercise): demonstrate(exercise, in: lesson)
    case .check(_, let checks):
      if case .failed(let message) = lesson.judge(checks) { fail("check failed: \(message)") }
    }
    return true
  }

  private func obey(_ directive: SessionDirective) {
    switch directive.name {
    case "pause": if !directive.text.isEmpty { text.tell(directive.text) }
    case "section": text.tell("## " + directive.text)
    default: break
    }
  }

  private func show(_ cell: SessionCell, in lesson: Walkthrough) -> Bool {
    if !cell.options.isHidden { text.type(cell.source, isSlow: false) }
    if cell.options.isNotRun { return true }
    let result = lesson.run(cell, onOutput: printer.show)
    if result.isInterrupted { return false }
    if result.exitStatus(expected: cell.options.expectedError) != .ok { failures += 1 }
    return true
  }

  private func answer(_ quiz: Quiz) {
    text.tell(quiz.question)
    for option in quiz.options { text.show(option) }
    text.say(words.text("answer: %1", quiz.answer))
    if let feedback = quiz.feedback(to: quiz.answer) { text.tell(feedback) }
  }

  private func demonstrate(_ exercise: Exercise, in lesson: Walkthrough) {
    text.say("")
    text.say(
      words.text(exercise.isOptional ? "Exercise (optional)" : "Exercise") + words.text(". ")
        + words.text("The start:"))
    text.show(program: exercise.starter)
    for goal in exercise.goals { text.tell(words.text("Goal: %1", goal)) }
    for hint in exercise.hints { text.tell(hint) }
    if let solution = exercise.solution {
      text.say(words.text("A solution:"))
      text.show(program: solution)
    } else {
      text.say(words.text("this exercise has no solution to show"))
    }
    for fault in lesson.demonstrate(exercise, onOutput: printer.show) {
      switch fault {
      case .starterPasses:
        fail("the exercise of line \(exercise.line) is solved before anything is typed")
      case .solutionFails(let message):
        fail("the solution of the exercise of line \(exercise.line) fails: \(message)")
      }
    }
  }

  private func fail(_ text: String) {
    self.text.say(text)
    failures += 1
  }
}
