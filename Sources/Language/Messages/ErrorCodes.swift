/// What `:explain E0202` tells about the errors of words, syntax and limits.
package struct ExplainedError: Sendable {
  /// `E0202`; it never changes its meaning.
  package let code: String
  /// What is wrong, as a phrase that begins small.
  package let title: String
  /// Whole sentences on why it is so.
  package let explanation: String
  /// A program with this error, and one without it.
  package let wrong: String
  /// What to write in the place of `wrong`.
  package let right: String

  /// An error with its page; `wrong` and `right` are as a user would type them.
  package init(code: String, title: String, explanation: String, wrong: String, right: String) {
    self.code = code
    self.title = title
    self.explanation = explanation
    self.wrong = wrong
    self.right = right
  }
}

/// The codes that this module gives. Other ranges belong to the modules that find those errors.
package enum ErrorCodes {
  /// By topic: words, syntax, limits.
  package static let all: [ExplainedError] = words + syntax + limits

  static func entry(
    _ code: String, _ title: String, _ explanation: String, _ wrong: String, _ right: String
  ) -> ExplainedError {
    ExplainedError(
      code: code, title: title, explanation: explanation, wrong: wrong, right: right)
  }

  private static let limits = [
    entry(
      "E0901", "the program is too long",
      "One program, cell or paste has at most 1 MiB. Numbers belong in files.",
      "x = [1, 2, 3, …]", "d = data csv(\"numbers.csv\")"),
    entry(
      "E0902", "too much is nested",
      "At most 200 brackets, bodies or prefix operators stand inside one another.",
      "((((… 1 …))))", "part = (1 + 2) * 3; part^2"),
    entry(
      "E0903", "too many operations stand in a row",
      "At most 500 operators, calls and indices follow one another in one expression.",
      "1 + 1 + 1 + …", "sum([1, 1, 1])"),
  ]
}
