/// A part of a document, in the order of the file.
package enum SessionElement: Equatable, Sendable {
  case prose(SessionProse)
  case directive(SessionDirective)
  case block(SessionBlock)

  /// The bytes of the element in the document, line ends included.
  package var range: Range<Int> {
    switch self {
    case .prose(let prose): prose.range
    case .directive(let directive): directive.range
    case .block(let block): block.range
    }
  }

  /// The line, counted from 1, on which the element begins.
  package var line: Int {
    switch self {
    case .prose(let prose): prose.line
    case .directive(let directive): directive.line
    case .block(let block): block.line
    }
  }
}

/// Markdown between blocks, code blocks of other languages included.
package struct SessionProse: Equatable, Sendable {
  /// With LF line ends; bytes that are no UTF-8 are U+FFFD here.
  package let text: String
  /// The line on which it begins, counted from 1.
  package let line: Int
  /// Its bytes in the document, line ends included.
  package let range: Range<Int>
}

/// `<!-- nabla:pause "text" -->`: a wish of the author that rendered Markdown does not show.
package struct SessionDirective: Equatable, Sendable {
  /// The word behind `nabla:`.
  package let name: String
  /// What stands behind the name, quotes taken off.
  package let text: String
  /// The line on which it begins, counted from 1.
  package let line: Int
  /// Its bytes in the document, line ends included.
  package let range: Range<Int>

  static let knownNames: Set = ["pause", "section", "speed", "clear", "checkpoint", "only-if"]
}

/// A fenced block of one of the kinds that a session knows.
package struct SessionBlock: Equatable, Sendable {
  /// What a block is for; the first word of its info string says it.
  package enum Kind: Equatable, Sendable {
    case cell, output, view, exercise, hint, solution, check, quiz
    /// `nabla-…` of a later version: kept and ignored.
    case unknown(String)
  }

  /// What it is for.
  package let kind: Kind
  /// `curve` in `nabla-out curve`.
  package let subtype: String?
  /// What stands in the braces behind its word.
  package let attributes: Attributes
  /// The lines between the fences, joined by LF, without a last line end.
  package let body: String
  /// The line of the opening fence, counted from 1.
  package let line: Int
  /// Its bytes in the document, fences and line ends included.
  package let range: Range<Int>
  /// Whether a closing fence was found; without one it goes to the end of the file.
  package let isClosed: Bool
  /// Spaces before the opening fence, 0 to 3.
  package let indentation: Int

  /// The line of the document on which the body begins.
  package var bodyLine: Int { line + 1 }
}

extension SessionBlock.Kind {
  /// From the first word of an info string; `nil` for code of another language.
  init?(word: String) {
    switch word {
    case "nabla": self = .cell
    case "nabla-out": self = .output
    case "nabla-view": self = .view
    case "nabla-try": self = .exercise
    case "nabla-hint": self = .hint
    case "nabla-solution": self = .solution
    case "nabla-check": self = .check
    case "nabla-quiz": self = .quiz
    default:
      guard word.hasPrefix("nabla-"), word.utf8.count > 6 else { return nil }
      self = .unknown(word)
    }
  }

  /// The word as it stands behind the fence.
  package var word: String {
    switch self {
    case .cell: "nabla"
    case .output: "nabla-out"
    case .view: "nabla-view"
    case .exercise: "nabla-try"
    case .hint: "nabla-hint"
    case .solution: "nabla-solution"
    case .check: "nabla-check"
    case .quiz: "nabla-quiz"
    case .unknown(let word): word
    }
  }

  var knownAttributes: Set<String> {
    switch self {
    case .cell:
      [
        "timeout", "volatile", "expect", "rtol", "atol", "verify", "hide", "norun", "took", "pace",
        "live",
      ]
    case .output: ["name", "n", "digest", "code", "truncated", "rtol", "atol"]
    case .exercise: ["attempts", "time", "optional", "from", "goal", "pace", "live"]
    case .check: ["cell"]
    case .quiz: ["answer", "tol"]
    case .view, .hint, .solution, .unknown: []
    }
  }
}
