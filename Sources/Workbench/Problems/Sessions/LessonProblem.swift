import Language
import Support

/// What is wrong with a lesson, beside its checks; worded here.
package enum LessonProblem: Equatable, Sendable {
  /// The start of an exercise passes its checks.
  case starterPasses
  /// The solution of an exercise does not pass them; what is said to it.
  case solutionFails(String)
  /// The answer of a question is none of its options.
  case answerIsNoOption(answer: String, options: [String])
  /// A question has no answer.
  case noAnswer
  /// A lesson or file that is named is not there.
  case deadLink(String)
  /// It says how long it takes, and its text says another time, in minutes.
  case minutes(said: Int?, estimated: Int)
  /// An exercise lacks what it needs: `nabla-check`, `nabla-solution`, `nabla-hint`.
  case incomplete(missing: [String])
  /// An exercise is to start from a cell that does not run above it.
  case unknownOrigin(String, known: [String])
  /// A lesson is to be shown to a class where nobody can go on.
  case noClass
  /// A term that is set bold and that the glossary beside the lesson does not have.
  case notInGlossary(String)
  /// A word of the glossary that the lesson does not set bold, where it is said to be explained.
  case notExplained(String)
  /// A word stands in the text before the lesson, or the line, that explains it.
  case usedBefore(String, lesson: String)
  /// A wrapped line of a sentence begins like an item of a list.
  case brokenLine
  /// A line of a glossary that is no word with its meaning.
  case glossaryLine(file: String, line: Int)
  /// What was kept of a learner's lessons cannot be read: one's own, or a file that a learner has handed in.
  case progressUnreadable(path: String, reason: String, isOwn: Bool)
  /// A recording is to be written over a file that is none.
  case notARecording(path: String)

  /// The problem as the user reads it.
  package var diagnostic: Diagnostic {
    switch self {
    case .starterPasses:
      .error(
        "E0687", "this exercise is solved before anything is typed", at: nil,
        hint: "let its start fail a check, or its checks ask for more")
    case .solutionFails(let message):
      .error(
        "E0686", "the solution of this exercise is not accepted: \(Sanitizer.visible(message))",
        at: nil, hint: "mend the solution, or the check that refuses it")
    case .answerIsNoOption(let answer, let options):
      .error(
        "E0688", "the answer \(Problems.quotedName(answer)) is none of the options", at: nil,
        hint: "there are \(Problems.list(options, "and"))")
    case .noAnswer:
      .error(
        "E0688", "this question has no answer", at: nil, hint: "say it: ```nabla-quiz {answer=b}")
    case .deadLink(let target):
      .error(
        "E0688", "\(Problems.quotedName(target)) leads nowhere", at: nil,
        hint: "names of lessons and files count from the folder of this one")
    case .minutes(let said?, let estimated):
      Diagnostic(
        .warning, "W0072",
        "`minutes: \(said)`, and its text and exercises take about \(estimated)", at: nil,
        hint: "write `minutes: \(estimated)`, or split the lesson")
    case .minutes(nil, let estimated):
      Diagnostic(
        .warning, "W0072", "it does not say how long it takes", at: nil,
        hint: "write `minutes: \(estimated)` into its front matter")
    case .incomplete(let missing):
      Diagnostic(
        .warning, "W0073",
        "this exercise has no \(Problems.list(missing.map { "`\($0)`" }, "and"))",
        at: nil, hint: "whoever is stuck needs a hint and a solution; a check says what is missing")
    case .unknownOrigin(let origin, let known):
      .error(
        "E0631", "from=\(Sanitizer.visible(origin)): no cell of that id runs above this exercise",
        at: nil,
        hint: known.isEmpty
          ? "give a cell above it an id: ```nabla {#model}"
          : "above it are \(Problems.list(known.prefix(8).map(Sanitizer.visible), "and"))")
    case .noClass:
      .error(
        "E0650", "a class is taught at a terminal, and this is none", at: nil,
        hint: "`nabla walk --no-pause FILE` shows all of a lesson without waiting")
    case .notInGlossary(let term):
      Diagnostic(
        .warning, "W0065",
        "\(Problems.quotedName(term)) is set bold, and `glossary.md` does not have it",
        at: nil, hint: "explain it there: `- **\(Sanitizer.visible(term))**: what it means.`")
    case .notExplained(let word):
      Diagnostic(
        .warning, "W0066",
        "`glossary.md` says that \(Problems.quotedName(word)) is explained here, and it is not set bold",
        at: nil, hint: "set it bold where it is explained: `**\(Sanitizer.visible(word))**`")
    case .usedBefore(let word, let lesson):
      Diagnostic(
        .warning, "W0067", "\(Problems.quotedName(word)) is used here, and explained in \(lesson)",
        at: nil, hint: "say it in other words, or explain it sooner")
    case .brokenLine:
      Diagnostic(
        .warning, "W0068", "this line of a sentence begins like an item of a list", at: nil,
        hint:
          "break the sentence elsewhere, so that no line begins with a minus or a number and a point"
      )
    case .glossaryLine(let file, let line):
      .error(
        "E0697", "\(file):\(line): this is no word with its meaning", at: nil,
        hint:
          "write `- **weight**, **weights**: how much an input counts.` below the `##` of its lesson"
      )
    case .notARecording(let path):
      .error(
        "E0698", "\(Problems.quotedName(path)) is there already, and is no recording", at: nil,
        hint: "give the recording a name of its own: `--cast lesson.cast`")
    case .progressUnreadable(let path, let reason, let isOwn):
      Diagnostic(
        .warning, "W0074",
        "what is kept of lessons cannot be read or written: \(Sanitizer.visible(path)): "
          + Sanitizer.visible(reason), at: nil,
        hint: isOwn
          ? "`nabla walk --forget` begins anew; the lessons themselves are not touched"
          : "a learner's file is `progress.json` in the folder of states, or what `NABLA_PROGRESS` names"
      )
    }
  }
}
