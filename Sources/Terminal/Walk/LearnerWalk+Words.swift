import Books
import Language
import Sessions
import Workbench

// The words that the course has explained so far.
extension LearnerWalk {
  /// What a line asks of the lesson. With its colon a command is always one; a letter, or a word without its colon, only
  /// where nothing has that name: lessons call things `b`, too.
  func word(in line: String, letters: Bool = false) -> LessonWord? {
    if let word = LessonWord(line) { return word }
    let plain = line.filter { $0 != " " }.lowercased()
    guard !plain.isEmpty, !isKnown(plain) else { return nil }
    return LessonWord(line, letters: letters) ?? LessonWord(plain: plain)
  }

  /// Whether a line is plain English, such as `what is this`: words alone, of which the first means nothing here.
  func isPlainWords(_ line: String) -> Bool {
    var line = line[...]
    while let last = line.last, " ?!.".contains(last) { line.removeLast() }
    let words = line.split(separator: " ")
    guard words.count > 1, let first = words.first else { return false }
    return words.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == "'" || $0 == "’" || $0 == "," } }
      && !isKnown(String(first)) && !isKnown(first.lowercased())
  }

  private func isKnown(_ word: String) -> Bool {
    // `not`, `for` and the like begin programs.
    Lexer.tokenize(word).tokens.first?.kind != .name || desk.session.interpreter[word] != nil
      || !Vocabulary.standard.catalog[word].isEmpty
  }

  /// All of them with a sentence each, those of this lesson last.
  func tellWords() {
    let entries = wordsSoFar
    guard !entries.isEmpty else { return }
    text.tell(
      told("Words so far") + "\n\n"
        + entries.map { "- " + CourseGlossary.line($0) }.joined(separator: "\n"))
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
