import Language
import Support
import Workbench

/// A record `at r, step=20 { … }`: what was done to a run, or seen of it, while it was on.
struct RunRecord {
  /// The run that it is about.
  let run: String
  /// The step, where it is written as one.
  let step: Int?
  private let record: String
  private let body: [Statement]

  /// `nil` for a record that is about no run.
  init?(_ record: String) {
    guard record.hasPrefix("at"),
      let statement = Parser.parse(record).program.statements.first,
      case .intervention(let run, let unit, let place, let body) = statement.kind
    else { return nil }
    (self.run, self.record, self.body) = (run.text, record, body)
    if unit.text == "step", case .number(let number) = place.kind {
      step = Int(whole: number)
    } else {
      step = nil
    }
  }

  /// Whether it is about something that was done to the run, and not only seen of it.
  var changesRun: Bool {
    body.contains { statement in
      switch statement.kind {
      case .assignment(let targets, _):
        targets.contains { $0.name.text == run && !$0.path.isEmpty }
      case .expression(let expression):
        if case .command(let command) = expression.kind {
          command.effects.contains(.endsRun)
        } else {
          false
        }
      default: false
      }
    }
  }

  /// What it says inside `at r, step=20 { … }`; `nil` where that speaks of the run itself.
  var bodyWithoutRun: String? {
    guard let first = body.first, let last = body.last else { return nil }
    var mentioned = MentionedNames()
    mentioned.visit(body)
    let bytes = Array(record.utf8)
    guard !mentioned.names.contains(run), !changesRun, first.span.start <= last.span.end,
      last.span.end <= bytes.count
    else { return nil }
    return String(decoding: bytes[first.span.start..<last.span.end], as: UTF8.self)
      + (last.isSilenced ? ";" : "")
  }
}
