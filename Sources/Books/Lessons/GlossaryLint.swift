import Sessions
import Support
import Workbench

/// Holds a lesson against the glossary beside it: words are explained once, and used no sooner.
struct GlossaryLint {
  private(set) var faults: [LessonFault] = []
  private let glossary: Glossary
  private let lesson: String
  /// The prose of the lesson with the lines on which its pieces begin.
  private let prose: [(text: LessonProse, line: Int)]

  /// Answers `nil` faults for a lesson that the glossary has no heading for.
  init(_ steps: [LessonStep], of path: String, _ course: CourseGlossary) {
    glossary = course.glossary
    lesson = course.lesson
    prose = steps.compactMap { step in
      switch step {
      case .prose(let prose): (LessonProse(prose.text), prose.line)
      case .quiz(let quiz):
        (
          LessonProse(
            quiz.question + "\n\n" + quiz.options.map(\.text).joined(separator: "\n\n")), quiz.line
        )
      case .directive, .cell, .exercise, .check: nil
      }
    }
    guard let place = glossary.lessons.firstIndex(of: lesson) else { return }
    if place == 0 { lookThrough(course) }
    let earlier = Set(glossary.lessons[...place])
    for entry in glossary.entries {
      if entry.lesson == lesson {
        lookThrough(entry)
      } else if !earlier.contains(entry.lesson) {
        lookBefore(entry)
      }
    }
    for (text, start) in prose {
      for (term, line) in text.boldTerms where glossary.entry(for: term) == nil {
        note(start + line, .notInGlossary(term))
      }
    }
  }

  private mutating func note(_ line: Int, _ problem: LessonProblem) {
    faults.append(LessonFault(line: line, problem.diagnostic))
  }

  /// The glossary itself, told once in a course.
  private mutating func lookThrough(_ course: CourseGlossary) {
    let file = course.path.split(separator: "/").last.map(String.init) ?? course.path
    for line in glossary.unreadable { note(1, .glossaryLine(file: file, line: line)) }
    let folder = SessionPath.folder(of: course.path) + "/"
    for lesson in glossary.lessons
    where !InputFile.exists(folder + lesson + SessionFile.signature.suffix) {
      note(1, .deadLink(lesson))
    }
  }

  /// A word of this lesson: set bold where it is explained, and not used above that place.
  private mutating func lookThrough(_ entry: Glossary.Entry) {
    let explained = prose.lazy.compactMap { text, start in
      text.boldTerms.first { term, _ in
        entry.forms.contains { $0.lowercased() == term.lowercased() }
      }.map { start + $0.line }
    }.first
    guard let explained else { return note(1, .notExplained(entry.word)) }
    if let first = firstLine(of: entry.strictForms), first < explained {
      note(first, .usedBefore(entry.word, lesson: "line \(explained)"))
    }
  }

  /// A word of a later lesson.
  private mutating func lookBefore(_ entry: Glossary.Entry) {
    if let line = firstLine(of: entry.strictForms) {
      note(line, .usedBefore(entry.word, lesson: entry.lesson))
    }
  }

  private func firstLine(of forms: [String]) -> Int? {
    for (text, start) in prose {
      if let line = forms.compactMap(text.firstLine).min() { return start + line }
    }
    return nil
  }
}
