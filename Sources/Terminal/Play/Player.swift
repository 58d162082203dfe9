import Books
import Sessions
import Support

/// A session that plays itself: prose, cells letter by letter with a live engine behind them, questions
/// with their answers, exercises with their solutions.
///
/// Any key pauses and any key goes on; at a pause the audience may try things.
final class Player {
  private let gate: OutputGate
  private let text: LessonText
  private let stage: any PlayStage
  private let clock: PlayClock
  /// Letters a second, and whether the session may change them.
  private var speed: Double
  private let isSpeedGiven: Bool
  private var failures = 0
  /// How it ends before its end.
  private var ending: ExitStatus?

  init(
    _ gate: OutputGate, _ text: LessonText, _ stage: any PlayStage, _ clock: PlayClock,
    speed: Double?
  ) {
    (self.gate, self.text, self.stage, self.clock) = (gate, text, stage, clock)
    (self.speed, isSpeedGiven) = (speed ?? Player.usualSpeed, speed != nil)
  }

  /// As fast as somebody types who knows what comes.
  static let usualSpeed = 30.0

  /// Plays from the first line to the last, or until somebody ends it.
  func play(_ document: SessionDocument) -> ExitStatus {
    for step in document.lessonSteps where ending == nil {
      take(step)
      ending = ending ?? stage.ending
    }
    if ending == .interrupted { gate.rendered("\n") }
    return gate.exitStatus ?? ending ?? (failures == 0 ? .ok : .failed)
  }

  private func take(_ step: LessonStep) {
    switch step {
    case .prose(let prose): tell(prose.text)
    case .directive(let directive): obey(directive)
    case .cell(let cell): play(cell)
    case .quiz(let quiz):
      text.tell(quiz.question)
      for option in quiz.options { text.show(option) }
      attend(4)
      if ending == nil { text.say("answer: \(quiz.answer)") }
    case .exercise(let exercise): play(exercise)
    case .check(_, let checks):
      if case .failed(let message) = stage.verdict(checks) {
        text.say("check failed: \(message)")
        failures += 1
      }
    }
  }

  private func tell(_ prose: String) {
    text.tell(prose)
    let words = prose.split(whereSeparator: \.isWhitespace).count
    if words > 0 { attend(min(8, 0.5 + Double(words) / 4)) }
  }

  private func obey(_ directive: SessionDirective) {
    switch directive.name {
    case "pause":
      if !directive.text.isEmpty { text.tell(directive.text) }
      if !pause("any key goes on, t tries things, q leaves") { attend(2) }
    case "section": tell("## " + directive.text)
    case "speed":
      if !isSpeedGiven, let number = Double(directive.text), number > 0, number.isFinite {
        speed = min(number, 10_000)
      }
    default: break
    }
  }

  private func play(_ cell: SessionCell) {
    if !cell.options.isHidden { type(cell.source) }
    guard ending == nil, !cell.options.isNotRun else { return }
    if !stage.run(cell) { failures += 1 }
    if !cell.options.isHidden { attend(1.5) }
  }

  private func play(_ exercise: Exercise) {
    text.tell("## Exercise" + (exercise.isOptional ? " (optional)" : ""))
    for goal in exercise.goals { text.tell("Goal: " + goal, isClose: true) }
    attend(4)
    guard ending == nil, let solution = exercise.solution else { return }
    type(solution)
    guard ending == nil else { return }
    stage.solve(exercise, solution)
    attend(1.5)
  }

  private func type(_ source: String) {
    text.type(source) { [self] in
      attend(1 / speed, isTyping: true)
      return ending == nil
    }
  }

  /// Lets time go by, at the pace of the typing; a key pauses.
  private func attend(_ seconds: Double, isTyping: Bool = false) {
    guard ending == nil else { return }
    let scaled = isTyping ? seconds : seconds * Player.usualSpeed / speed
    guard clock.wait(scaled, until: { [stage] in stage.hasKeys || stage.ending != nil }) else {
      return
    }
    if let end = stage.ending { return ending = end }
    _ = takeKeys()
    if ending == nil { _ = pause("paused: any key goes on, t tries things, q leaves") }
  }

  /// The keys that were pressed; Ctrl-C and Ctrl-D among them end the session.
  private func takeKeys() -> [UInt8]? {
    let keys = stage.takeKeys()
    if let end = stage.ending { ending = end }
    if let keys, keys.contains(3) || keys.contains(4) { ending = .interrupted }
    return keys
  }

  /// Stands still until a key; answers whether somebody is there who pressed one.
  private func pause(_ words: String) -> Bool {
    guard stage.hasAudience else { return false }
    var isThere = false
    clock.standStill {
      text.aside(words) {
        guard let keys = takeKeys() else { return .asBefore }
        isThere = true
        guard ending == nil, let key = keys.first else { return .asBefore }
        switch key {
        case UInt8(ascii: "q"), UInt8(ascii: "Q"):
          ending = .ok
          return .asBefore
        case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: ":"):
          if !stage.fork() { ending = stage.ending ?? .ok }
          return .written
        default: return .asBefore
        }
      }
    }
    return isThere
  }
}
