import Language
import Support

extension Problems {
  /// A mistake in a file: its name and line stand before the message.
  package static func placed(_ message: String, file: String, line: Int) -> String {
    "\(Sanitizer.visible(file)), line \(NumberText.grouped(line)): \(message)"
  }

  static func worded(_ error: CheckProblem, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .unreadable(let text, let hint):
      .error(
        "E0671", "this check cannot be read: \(text)", at: span,
        hint: hint ?? "a check is one expression: `s.loss < 0.1`")
    case .noCondition:
      .error(
        "E0671", "this check is no condition: it is neither true nor false", at: span,
        hint: "compare something: `s.loss < 0.1`; a check looks and never acts")
    case .unknownWord(let name, true, let suggestion):
      .error(
        "E0671", "checks have no question \(quotedName(name))", at: span,
        hint: suggestion.map { "did you mean `\($0)`?" }
          ?? "there are \(list(CheckPredicate.allCases.map { "`\($0.rawValue)`" }, "and")), and all functions"
      )
    case .unknownWord(let name, false, let suggestion):
      .error(
        "E0671", "nothing in this lesson gives \(quotedName(name)) a value", at: span,
        hint: suggestion.map { "did you mean `\($0)`?" }
          ?? "a cell, the start of an exercise or its solution has to")
    case .argumentCount(let predicate, let expected, let example):
      .error(
        "E0671", "\(quotedName(predicate)) takes \(NumberText.count(expected, "argument"))",
        at: span,
        hint: "for example `\(example)`")
    case .unknownCell(let id, let known):
      .error(
        "E0671", "no cell or exercise of this lesson has the id \(quotedName(id))", at: span,
        hint: known.isEmpty
          ? "give the cell one: ```nabla {#train}"
          : "there are \(list(known.map { "`\($0)`" }, "and"))")
    }
  }
}
