import Books
import Sessions
import Support
import Workbench

/// A lesson on a terminal, append-only: prose, cells that type themselves, questions, exercises.
///
/// Without a reader nothing waits: questions show their answers, exercises run their solutions.
final class WalkScreen {
  /// What the learner wants after a pause.
  enum Wish: Equatable {
    case on, back, quit
  }

  let gate: OutputGate
  let capabilities: TerminalCapabilities
  let reader: AnswerReader?
  let printer: SessionPrinter
  private let prose: ProseText
  /// Characters a second while a cell types itself.
  private var speed = 80.0
  private var tally = WalkTally()
  private var isFirst = true
  /// Outputs of the steps that ran, for going back without running them again.
  private var shown: [Int: [Output]] = [:]

  init(gate: OutputGate, capabilities: TerminalCapabilities, reader: AnswerReader?) {
    self.gate = gate
    self.capabilities = capabilities
    self.reader = reader
    printer = SessionPrinter(gate: gate, capabilities: capabilities)
    let columns = capabilities.isInteractive ? WindowSize.current().columns : 80
    prose = ProseText(columns: min(columns - 1, 80), hasColor: capabilities.hasColor)
  }

  func walk(_ document: SessionDocument, _ lesson: Walkthrough) -> ExitStatus {
    if reader != nil { say("Enter goes on, b goes back, q leaves.") }
    // Where the stretches between two pauses begin.
    var starts = [0]
    var index = 0
    while index < lesson.steps.count, gate.exitStatus == nil {
      let step = lesson.steps[index]
      switch take(step, at: index, in: lesson) {
      case .on:
        index += 1
        if step.isPause { starts.append(index) }
      case .quit:
        say("left the lesson before its end")
        return tally.status
      case .back:
        if starts.count > 1 { starts.removeLast() }
        index = starts.last ?? 0
      }
    }
    say("\n" + tally.summary)
    return tally.status
  }

  private func take(_ step: LessonStep, at index: Int, in lesson: Walkthrough) -> Wish {
    switch step {
    case .prose(let text):
      tell(text.text)
      return .on
    case .directive(let directive): return obey(directive)
    case .cell(let cell): return show(cell, at: index, in: lesson)
    case .quiz(let quiz): return ask(quiz)
    case .exercise(let exercise): return practise(exercise, in: lesson)
    case .check(_, let checks):
      if case .failed(let message) = lesson.judge(checks) {
        say("check failed: \(message)")
        tally.failures += 1
      }
      return .on
    }
  }

  private func obey(_ directive: SessionDirective) -> Wish {
    switch directive.name {
    case "pause":
      if !directive.text.isEmpty { tell(directive.text) }
      return pause("Enter goes on")
    case "section":
      tell("## " + directive.text)
    case "speed":
      if let number = Double(directive.text), number > 0 { speed = min(number, 10_000) }
    default: break
    }
    return .on
  }

  /// Waits for Enter; without a reader it goes on at once.
  func pause(_ text: String) -> Wish {
    guard let reader else { return .on }
    let prompt = "-- \(text) -- "
    guard let line = reader.line(prompt, shown: prose.dimmed(prompt)) else { return .quit }
    switch line.lowercased().filter({ $0 != " " }) {
    case "q", ":q", ":quit", ":bye", "quit": return .quit
    case "b", ":b", "back": return .back
    default: return .on
    }
  }

  func say(_ text: String) { gate.result(text) }

  /// Text of the author, parted from what stands above; empty text shows nothing.
  func tell(_ markdown: String) {
    let text = prose.rendered(markdown)
    if !text.isEmpty { gate.rendered((isFirst ? "" : "\n") + text) }
    isFirst = false
  }

  private func show(_ cell: SessionCell, at index: Int, in lesson: Walkthrough) -> Wish {
    if !cell.options.isHidden { keepingKeys { type(cell) } }
    if cell.options.isNotRun { return .on }
    if let outputs = shown[index] {
      for output in outputs { printer.show(output) }
      return .on
    }
    if !cell.options.isHidden {
      let wish = pause("Enter runs it")
      if wish != .on { return wish }
    }
    var ran: Replay.Result?
    keepingKeys { ran = lesson.replay.run(cell, onOutput: printer.show) }
    guard let result = ran else { return .quit }
    shown[index] = result.printed
    if result.isInterrupted { return .quit }
    if result.exitStatus(expected: cell.options.expectedError) != .ok { tally.failures += 1 }
    return .on
  }

  /// Keys that are pressed while the closure shows something are for whoever asks next.
  private func keepingKeys(_ body: () -> Void) {
    guard let reader else { return body() }
    let typed = TypeAhead.during(body)
    if !typed.isEmpty { reader.keep(typed) }
  }

  /// The source with prompts; on a terminal it types itself.
  private func type(_ cell: SessionCell) {
    say("")
    let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      gate.rendered(prose.dimmed(number == 0 ? "nabla> " : "  ...> "))
      let text = Sanitizer.visible(String(line))
      guard reader != nil, !capabilities.isPlain else {
        gate.rendered(text + "\n")
        continue
      }
      for character in text {
        gate.rendered(String(character))
        Pace.wait(seconds: 1 / speed)
      }
      gate.rendered("\n")
    }
  }
}

extension LessonStep {
  /// Whether the learner decides here when to go on.
  fileprivate var isPause: Bool {
    switch self {
    case .directive(let directive): directive.name == "pause"
    case .cell(let cell): !cell.options.isHidden && !cell.options.isNotRun
    case .prose, .exercise, .quiz, .check: false
    }
  }
}

extension WalkScreen {
  func count(_ change: (inout WalkTally) -> Void) { change(&tally) }
}
