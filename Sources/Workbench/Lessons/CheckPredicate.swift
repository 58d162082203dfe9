import Catalog
import Language

/// A question that only checks of lessons may ask, beside all that the language computes.
enum CheckPredicate: String, CaseIterable {
  case exists, uses, learnt, diverged, monotone, same, took

  /// What `?uses` tells.
  var signature: Signature {
    switch self {
    case .exists:
      made(
        "whether a name has a value", "exists(m)", details: "A part counts too: `exists(m.hidden)`."
      )
    case .uses:
      made(
        "whether a model, a run or a function is made with a word", "uses(m, relu)",
        details: "The word is a layer, an activation, an optimizer, a loss or a function.")
    case .learnt:
      made(
        "whether a run has learnt from the training part of data, or of a part of it, and from nothing else",
        "learnt(r, d)",
        details:
          "Rows are compared by their numbers. A run that went on from other weights has learnt from theirs, too."
      )
    case .diverged:
      made(
        "whether the numbers of a run, or of a curve, are no longer finite, or end ten times above their start",
        "diverged(r)", details: "A run is asked for its loss.")
    case .monotone:
      made(
        "whether a curve only falls, or only rises", "monotone(r.loss)",
        details: "Equal neighbours are allowed.")
    case .same:
      made(
        "whether two functions draw the same curve, or two values are equal", "same(f, x -> 6*x)",
        details: """
          Functions are compared at 13 places from -3 to 3, numbers to within a millionth. `f == g` asks the
          same of functions.
          """)
    case .took:
      made(
        "how long a cell or an exercise took, by its id", "took(train) < 5s",
        details: "It is asked while a lesson is walked, and passed over when one is verified.")
    }
  }

  /// How many arguments it takes.
  var argumentCount: Int {
    switch self {
    case .uses, .learnt, .same: 2
    case .exists, .diverged, .monotone, .took: 1
    }
  }

  private func made(_ summary: String, _ example: String, details: String) -> Signature {
    Signature(rawValue, .function, summary, example: example, details: details)
  }
}

/// What the help tells of checks, and of the words that only they have.
package enum CheckHelp {
  /// The page of a word of checks, or of `checks`; `nil` for any other word.
  package static func page(of word: String) -> String? {
    if word == "checks" { return overview }
    guard let signature = CheckPredicate(rawValue: word)?.signature else { return nil }
    return """
      \(signature.name)  (in checks of lessons)
        \(signature.summary)
        \(signature.details.split(separator: "\n").joined(separator: "\n  "))
        example: \(signature.example)
      """
  }

  /// Each word of checks with what it asks.
  package static var words: [(name: String, summary: String)] {
    CheckPredicate.allCases.map { ($0.rawValue, $0.signature.summary) }
  }

  /// Each question with all that is known of it, for the manual.
  package static var questions: [Signature] { CheckPredicate.allCases.map(\.signature) }

  private static var overview: String {
    """
    checks  (of lessons)
      A line of `nabla-check` is a condition, and what to say where it does not hold:
        s.loss < 0.1 say "The loss is {s.loss}; bring it below 0.1."
        when same(f, x -> 6*x) say "That is a straight line."
      A series stands for its newest value, except in `min`, `max`, `mean` and what else takes all of it.
      A line that begins with `when` answers a mistake: it fails where its condition holds.
    """ + "\n"
      + words.map {
        "  " + $0.name + String(repeating: " ", count: max(1, 10 - $0.name.count)) + $0.summary
      }
      .joined(separator: "\n")
  }
}
