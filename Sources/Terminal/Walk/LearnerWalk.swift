import Books
import Language
import Sessions
import Support
import Workbench

/// A lesson with a learner at the terminal: prose, cells that type themselves, questions, exercises.
final class LearnerWalk {
  /// What the learner wants after a pause.
  enum Wish: Equatable {
    case on, back, quit
  }

  let document: SessionDocument
  let desk: LessonDesk
  let text: LessonText
  let steps: [LessonStep]
  let judge: LessonJudge
  /// What the walk itself says, in the language of the lesson.
  let words: LessonWords
  var progress: LessonProgress
  var file: ProgressFile
  /// Steps at which the stretches between two pauses begin, up to the one that is on.
  var starts = [0]
  /// What cells have shown that ran, for going back without running them again.
  var shown: [Int: [ShellOutput]] = [:]
  /// Questions and exercises of this walk that are done with.
  var done: Set<Int> = []
  /// How long cells and exercises took, by their ids.
  var seconds: [String: Double] = [:]
  /// The step that is on.
  var place = 0
  /// The words of the course, where there is a list of them.
  let glossary: CourseGlossary?
  /// Cells with unexpected errors and checks that do not hold: the lesson's own mistakes.
  var failures = 0
  /// Whether the learner has come to the end of the lesson.
  private(set) var isAtEnd = false
  /// Whether the exercise that is on ended by its solution.
  var isSolutionShown = false
  /// What stands behind the cells from which exercises start, by their ids.
  var origins: [String: BookSnapshot] = [:]
  /// Those ids.
  let wantedOrigins: Set<String>
  /// Before a class nothing is kept; `nil` with one learner.
  var classroom: Classroom?

  init(_ document: SessionDocument, _ desk: LessonDesk, _ file: ProgressFile) {
    (self.document, self.desk, self.file) = (document, desk, file)
    text = LessonText(gate: desk.gate, capabilities: desk.shell.capabilities)
    steps = document.lessonSteps
    judge = LessonJudge(document)
    words = LessonWords(document)
    wantedOrigins = Set(document.lessonSteps.compactMap(\.origin))
    progress = LessonProgress(
      lesson: LessonSearch.name(of: document.name), digest: document.lessonDigest,
      steps: document.lessonSteps.count)
    glossary = CourseGlossary(besideLesson: document.name)
    desk.shell.lessonWords = LessonWord.allCases.map { ($0.rawValue, $0.summary) }
  }

  func walk() -> ExitStatus {
    if classroom != nil { return teach() }
    if let problem = file.takeProblem() { desk.gate.notice(problem) }
    for fault in judge.faults { desk.gate.notice(fault.diagnostic(in: document.name)) }
    failures += judge.faults.count
    say(
      "Enter goes on, b goes back, q leaves. Anything else you type is tried out; `?` lists keys and words."
    )
    guard var index = resume() else { return leave() }
    desk.shell.glossary = glossary
    while index < steps.count {
      if let ending = desk.ending { return ending }
      place = index
      switch take(steps[index], at: index) {
      case .on:
        index += 1
        if steps[index - 1].isPause { starts.append(index) }
        if steps[index - 1].isKept { keep(index) }
      case .quit: return leave()
      case .back:
        if starts.count > 1 { starts.removeLast() }
        index = starts.last ?? 0
      }
    }
    (progress.isDone, isAtEnd) = (true, true)
    keep(0)
    text.say(
      "\n"
        + ([told("end of the lesson")] + words.summary(of: progress) + faultWords)
        .joined(separator: "\n"))
    return failures == 0 ? .ok : .failed
  }

  private func leave() -> ExitStatus {
    if let ending = desk.ending { return ending }
    say("left the lesson before its end; `nabla walk %1` goes on here", progress.lesson)
    return failures == 0 ? .ok : .failed
  }

  var faultWords: [String] {
    failures == 0 ? [] : [told("%1 cells or checks of the lesson failed", ["\(failures)"])]
  }

  private func keep(_ step: Int) {
    guard classroom == nil else { return }
    progress.step = step
    file.keep(progress)
    if let problem = file.takeProblem() { desk.gate.notice(problem) }
  }

  func take(_ step: LessonStep, at index: Int) -> Wish {
    switch step {
    case .prose(let prose):
      text.tell(prose.text)
      return .on
    case .directive(let directive): return obey(directive)
    case .cell(let cell): return show(cell, at: index)
    case .quiz(let quiz): return ask(quiz, at: index)
    case .exercise(let exercise):
      isSolutionShown = false
      let wish = practise(exercise, at: index)
      guard wish == .on, isSolutionShown, classroom == nil, !isPauseNext(after: index) else {
        return wish
      }
      keep(index + 1)
      return pause("Enter goes on")
    case .check(_, let checks):
      if case .failed(let message) = verdict(checks) {
        say("check failed: %1", message)
        failures += 1
      }
      return .on
    }
  }

  /// Whether the learner may try things before anything else is asked, or the lesson ends.
  private func isPauseNext(after index: Int) -> Bool {
    for step in steps[(index + 1)...] {
      if step.isPause { return true }
      if step.isKept { return false }
    }
    return false
  }

  private func obey(_ directive: SessionDirective) -> Wish {
    switch directive.name {
    case "pause":
      if !directive.text.isEmpty { text.tell(directive.text) }
      return pause("Enter goes on")
    case "section": text.tell("## " + directive.text)
    case "speed":
      if let number = Double(directive.text), number > 0 { text.speed = min(number, 10_000) }
    default: break
    }
    return .on
  }

  private func show(_ cell: SessionCell, at index: Int) -> Wish {
    if !cell.options.isHidden { text.type(cell.source, isSlow: shown[index] == nil) }
    if cell.options.isNotRun { return .on }
    if let outputs = shown[index] {
      for output in outputs { desk.shell.show(output) }
      // The learner decides again when to go on: what stands there is to be read.
      return cell.options.isHidden || classroom != nil ? .on : pause("Enter goes on")
    }
    if !cell.options.isHidden {
      let wish = pause("Enter runs it")
      if wish != .on { return wish }
      if classroom?.skips == true { return catchUp(steps[index], at: index) ? .on : .quit }
    }
    var outputs: [ShellOutput] = []
    let status = desk.run(cell.source, pace: cell.options.pace, live: cell.options.live) {
      if $0.canBeShownAgain { outputs.append($0) }
    }
    note(cell, outputs, status, at: index)
    return desk.ending == nil ? .on : .quit
  }

  /// Notes that a cell has run.
  func note(_ cell: SessionCell, _ outputs: [ShellOutput], _ status: ShellStatus, at index: Int) {
    shown[index] = outputs
    cell.identifier.map { seconds[$0] = desk.seconds }
    note(origin: cell.identifier)
    let isExpected =
      switch cell.options.expectedError {
      case nil: status != .failed
      case .any?: status == .failed
      case .code(let code)?: desk.errorCodes.contains(code)
      }
    if !isExpected { failures += 1 }
  }

  func verdict(_ checks: [LessonCheck]) -> LessonVerdict {
    judge.judge(checks, in: desk.session.interpreter) { [seconds] in seconds[$0] }
  }

  /// Says something in the language of the lesson; for `%1` and `%2` stand values.
  func say(_ english: String, _ values: String...) { text.say(told(english, values)) }

  /// The same as text.
  func told(_ english: String, _ values: [String] = []) -> String {
    words.text(english, values)
  }
}

extension ShellOutput {
  /// A chart that moves is over; lines in its place are gone.
  var canBeShownAgain: Bool {
    switch self {
    case .live, .progress, .written: false
    case .result, .report, .diagnostic, .notice, .plot: true
    }
  }
}

extension LessonStep {
  /// Whether the learner decides here when to go on.
  var isPause: Bool {
    switch self {
    case .directive(let directive): directive.name == "pause"
    case .cell(let cell): !cell.options.isHidden && !cell.options.isNotRun
    case .prose, .exercise, .quiz, .check: false
    }
  }

  /// Whether progress is kept behind it.
  var isKept: Bool {
    switch self {
    case .exercise, .quiz: true
    case .directive, .cell: isPause
    case .prose, .check: false
    }
  }
}
