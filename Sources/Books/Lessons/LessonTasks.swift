import Sessions
import Support
import Workbench

/// The exercises and questions of a session that is being edited, by the numbers of its parts.
package struct LessonTasks {
  /// With their hints, solutions and checks.
  package private(set) var exercises: [Int: Exercise] = [:]
  /// With their hints.
  package private(set) var quizzes: [Int: Quiz] = [:]
  /// Parts that belong to one of them, and are shown with it when they are asked for.
  package private(set) var belongings: Set<Int> = []
  /// What judges answers.
  package let judge: LessonJudge
  /// What the learner's progress calls this state of the lesson, and how many steps it has.
  package let digest: String
  /// As a walk counts them.
  package let stepCount: Int
  /// Parts of cells and exercises by the ids that their author gave them.
  private var parts: [String: Int] = [:]

  /// Looks through a session; one without exercises and questions has none. `nil` where it cannot be read.
  package init?(_ session: EditableSession) {
    guard let document = try? SessionDocument.parse(session.bytes, name: session.name) else {
      return nil
    }
    let steps = document.lessonSteps
    judge = LessonJudge(document)
    (digest, stepCount) = (document.lessonDigest, steps.count)
    var tasks = steps.filter {
      switch $0 {
      case .exercise, .quiz, .cell: true
      case .prose, .directive, .check: false
      }
    }[...]
    for part in session.parts {
      switch (part.kind, part.word) {
      case (.cell, _), (.other, "nabla-try"), (.other, "nabla-quiz"):
        guard let task = tasks.popFirst() else { continue }
        switch task {
        case .exercise(let exercise):
          exercises[part.id] = exercise
          note(exercise.identifier, part.id)
        case .quiz(let quiz): quizzes[part.id] = quiz
        case .cell(let cell): note(cell.identifier, part.id)
        case .prose, .directive, .check: break
        }
      case (.other, "nabla-hint"), (.other, "nabla-solution"), (.other, "nabla-check"):
        belongings.insert(part.id)
      default: break
      }
    }
  }

  private mutating func note(_ identifier: String?, _ part: Int) {
    guard let identifier, parts[identifier] == nil else { return }
    parts[identifier] = part
  }

  /// Whether there is anything to be done in it.
  package var isEmpty: Bool { exercises.isEmpty && quizzes.isEmpty }

  /// The part of a cell or an exercise by its id.
  package func part(of identifier: String) -> Int? { parts[identifier] }

  /// What is kept of this lesson, if it is of this state of it; otherwise a lesson that has not begun.
  package func progress(of name: String, in kept: LearnerProgress, bytes: [UInt8]) -> LessonProgress
  {
    let fresh = LessonProgress(lesson: name, digest: digest, steps: stepCount)
    guard var known = kept[name], known.isOf(digest, bytes), known.steps == stepCount else {
      return fresh
    }
    known.digest = digest
    return known
  }
}

extension LessonProgress {
  /// Whether it is of the lesson with this digest. Earlier versions of this program took one of the file's bytes.
  package func isOf(_ digest: String, _ bytes: [UInt8]) -> Bool {
    self.digest == digest || self.digest == SHA256.hexadecimal(bytes)
  }
}
