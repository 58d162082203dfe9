import Language
import Sessions
import Workbench

/// A lesson without a screen: runs its cells, judges answers and attempts.
package final class Walkthrough {
  /// How an attempt at an exercise went.
  package enum Verdict: Equatable {
    case passed
    /// What its author wants said, or a sentence about the condition that does not hold.
    case failed(String)
  }

  /// What the lesson consists of, in order.
  package let steps: [LessonStep]
  /// What runs its cells and the attempts.
  package let replay: Replay

  /// A lesson at its beginning; no cell has run.
  package init(_ document: SessionDocument, options: Replay.Options = Replay.Options()) {
    steps = document.lessonSteps
    replay = Replay(document, options: options)
  }

  /// Judges the state after an attempt: the first condition that does not hold speaks.
  package func judge(_ checks: [LessonCheck]) -> Verdict {
    for check in checks {
      let holds = evaluate(check.condition)
      let isMet = check.isMisconception ? holds != "true" : holds == "true"
      if isMet { continue }
      guard let message = check.message else {
        return .failed("not yet: \(check.condition)")
      }
      return .failed(filled(message))
    }
    return .passed
  }

  /// The text of an expression's value; `nil` where it is no plain expression or has no value.
  ///
  /// Checks look and never act: statements and verbs are refused.
  func evaluate(_ expression: String) -> String? {
    let program = ProgramText(expression)
    guard !program.parsed.hasErrors, program.statements.count == 1,
      case .expression(let syntax)? = program.statements.first?.kind
    else { return nil }
    if case .command = syntax.kind { return nil }
    let result = replay.run(program)
    guard result.errors.isEmpty, case .value(let text)? = result.printed.last else { return nil }
    return text
  }

  /// The message with each `{expression}` replaced by its value.
  private func filled(_ message: String) -> String {
    var result = ""
    var rest = message[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let expression = String(rest[rest.index(after: open)..<close])
      result += rest[..<open] + (evaluate(expression) ?? "{\(expression)}")
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
