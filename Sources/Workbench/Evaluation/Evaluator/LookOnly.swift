import Catalog
import Language

/// What only looks: it computes, and nothing of the session is another one afterwards.
enum LookOnly: Sendable {
  /// `:type` wants to know what a value would be.
  case type
  /// A watch expression shows what a run is at one of its steps.
  case watch
  /// A check of a lesson asks what the session holds.
  case check

  /// Whether a verb may stand in it, at whatever depth of calls.
  func admits(_ effects: Effects) -> Bool {
    switch self {
    case .type: effects.contains(.givesValue) && effects.isDisjoint(with: .changing.union(.shows))
    // What a comparison has of its own for the screen, nobody sees there.
    case .check: effects.contains(.givesValue) && effects.isDisjoint(with: .changing)
    case .watch: effects.isDisjoint(with: .changing)
    }
  }

  /// Its name in messages.
  var place: String {
    switch self {
    case .type: "`:type`"
    case .watch: "a watch expression"
    case .check: "a check"
    }
  }
}

extension Evaluator {
  /// Refuses what would change something while an expression is only looked at.
  ///
  /// The check is made where something acts, not in the text: a function that is called may train.
  func refuseWhileLooking(_ act: String, at span: SourceSpan? = nil) throws {
    guard let looking = context.looking else { return }
    throw Problems.diagnostic(for: RunProblem.lookOnly(act, in: looking.place), at: span)
  }
}
