import Books
import Sessions

// The words that the course has explained so far.
extension LearnerWalk {
  /// All of them with a sentence each, those of this lesson last.
  func tellWords() {
    let entries = wordsSoFar
    guard !entries.isEmpty else { return }
    text.tell(
      "Words so far\n\n" + entries.map { "- " + CourseGlossary.line($0) }.joined(separator: "\n"))
    say("")
  }

  /// Those of this lesson count as soon as they have been shown.
  private var wordsSoFar: [Glossary.Entry] {
    var shown = ""
    for step in steps.prefix(place + 1) {
      switch step {
      case .prose(let prose): shown += prose.text + "\n\n"
      case .quiz(let quiz): shown += quiz.question + "\n\n"
      case .directive, .cell, .exercise, .check: break
      }
    }
    return glossary?.explained(in: shown) ?? []
  }
}
