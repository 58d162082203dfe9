import Language
import Sessions
import Support
import Workbench

/// Looks a lesson through as its author should: checks can be read, solutions pass and starts fail, answers and
/// links lead somewhere, and the minutes are about true.
package struct LessonLint {
  /// What is wrong, by lines.
  package private(set) var faults: [LessonFault] = []
  private let document: SessionDocument

  /// Runs the cells and exercises of a walkthrough; of another session only its text is looked through.
  package init(_ document: SessionDocument, options: Replay.Options = Replay.Options()) {
    self.document = document
    let lesson = Walkthrough(document, options: options)
    faults += lesson.judge.faults
    for step in lesson.steps {
      switch step {
      case .cell(let cell) where !cell.options.isNotRun: _ = lesson.run(cell)
      case .exercise(let exercise):
        faults += lesson.demonstrate(exercise).map {
          LessonFault(line: exercise.line, $0.problem.diagnostic)
        }
        lookThrough(exercise)
      case .quiz(let quiz): lookThrough(quiz)
      case .prose(let prose): lookThrough(prose)
      case .cell, .directive, .check: break
      }
      if options.isStopped() { break }
    }
    if let course = CourseGlossary(besideLesson: document.name) {
      faults += GlossaryLint(lesson.steps, of: document.name, course).faults
    }
    if document.frontMatter.kind == .walkthrough {
      lookForNeeds()
      lookAtMinutes(lesson.steps)
    }
    faults.sort { $0.line < $1.line }
  }

  private mutating func note(_ line: Int, _ problem: LessonProblem) {
    faults.append(LessonFault(line: line, problem.diagnostic))
  }

  private mutating func lookThrough(_ exercise: Exercise) {
    var missing: [String] = []
    if exercise.checks.isEmpty { missing.append("nabla-check") }
    if exercise.hints.isEmpty { missing.append("nabla-hint") }
    if exercise.solution == nil { missing.append("nabla-solution") }
    if !missing.isEmpty { note(exercise.line, .incomplete(missing: missing)) }
  }

  private mutating func lookThrough(_ quiz: Quiz) {
    if quiz.answer.isEmpty {
      note(quiz.line, .noAnswer)
    } else if !quiz.options.isEmpty, !quiz.options.contains(where: { quiz.accepts($0.letter) }) {
      note(
        quiz.line, .answerIsNoOption(answer: quiz.answer, options: quiz.options.map(\.letter)))
    }
  }

  /// What a wrapped line has made an item of a list, and links to files; those to the web, and to places in this text, are not followed.
  private mutating func lookThrough(_ prose: SessionProse) {
    for line in LessonProse(prose.text).brokenLines { note(prose.line + line, .brokenLine) }
    for (index, line) in prose.text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      var rest = line[...]
      while let open = rest.firstRange(of: "](") {
        rest = rest[open.upperBound...]
        guard let close = rest.firstIndex(of: ")") else { break }
        let target = rest[..<close].prefix { $0 != "#" && $0 != " " }
        rest = rest[close...]
        guard !target.isEmpty, !target.contains(":"), !target.hasPrefix("/") else { continue }
        if !InputFile.exists(folder + "/" + target) {
          note(prose.line + index, .deadLink(String(target)))
        }
      }
    }
  }

  private mutating func lookForNeeds() {
    let suffix = SessionFile.signature.suffix
    for name in document.frontMatter.needs {
      let near = [folder, folder + "/course", folder + "/.."].map { $0 + "/" + name + suffix }
      guard !near.contains(where: InputFile.exists), LessonSearch.path(of: name) == name else {
        continue
      }
      note(1, .deadLink(name))
    }
  }

  /// Off by more than a quarter.
  private mutating func lookAtMinutes(_ steps: [LessonStep]) {
    let estimated = LessonMinutes.estimate(steps)
    guard let said = document.frontMatter.minutes else {
      return note(1, .minutes(said: nil, estimated: estimated))
    }
    if 4 * abs(said - estimated) > estimated {
      note(1, .minutes(said: said, estimated: estimated))
    }
  }

  private var folder: String { SessionPath.folder(of: document.name) }
}
