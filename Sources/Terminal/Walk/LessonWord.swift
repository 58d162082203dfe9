/// The commands that only lessons have.
enum LessonWord: String, CaseIterable {
  case next, back, play, hint, solution, reveal, reset, skip, progress, forget, bye

  var summary: String {
    switch self {
    case .next: "go on with the lesson"
    case .back: "go back to the pause before, or from trying things to the lesson"
    case .play: "try things; names and weights come back afterwards"
    case .hint: "the next hint of a question or an exercise"
    case .solution: "the solution of an exercise, after a try"
    case .reveal: "the answer of a question"
    case .reset: "names and weights as they were at the start of the exercise"
    case .skip: "pass over a question or an exercise"
    case .progress: "what has been answered so far"
    case .forget: "forget what is kept of this lesson"
    case .bye: "leave the lesson; it goes on here the next time"
    }
  }

  /// What a line asks of the lesson: `:hint`, `q`, `:b`. `nil` for anything else.
  ///
  /// Letters by themselves mean something only at a pause: elsewhere they are answers, or names.
  init?(_ line: String, letters: Bool = false) {
    let line = line.filter { $0 != " " }.lowercased()
    switch line {
    case ":q", ":quit", "quit", "exit": self = .bye
    case "q" where letters: self = .bye
    case "b" where letters: self = .back
    case ":b": self = .back
    case ":n", ":nxt": self = .next
    default:
      guard line.hasPrefix(":"), let word = LessonWord(rawValue: String(line.dropFirst())) else {
        return nil
      }
      self = word
    }
  }

  /// What a word without its colon means to somebody who types English: `next`, `hint`, `continue`. Forgetting wants its
  /// colon.
  init?(plain word: String) {
    switch word {
    case "continue", "goon": self = .next
    default:
      guard let found = LessonWord(rawValue: word), found != .forget else { return nil }
      self = found
    }
  }
}

extension CompletionAnswer {
  /// The same with further commands, where a command is being typed.
  func adding(
    _ words: [(name: String, summary: String)], to text: String, cursor: Int
  ) -> CompletionAnswer {
    let typed = String(String.UnicodeScalarView(text.unicodeScalars.prefix(cursor)))
    guard typed.hasPrefix(":"), !typed.contains(" ") else { return self }
    var answer = self
    if candidates.isEmpty { answer.start = 0 }
    // Those of the shell begin with the colon, or behind it.
    let colon = answer.start == 0 ? ":" : ""
    let own = words.filter { (":" + $0.name).hasPrefix(typed) }
      .map { Candidate(colon + $0.name, summary: $0.summary) }
    answer.candidates = own + candidates.filter { other in !own.contains { $0.text == other.text } }
    return answer
  }
}
