import Language
import Sessions
import Support
import Workbench

/// The small file in which a learner's lessons are kept: `progress.json` in the folder of states.
package struct ProgressFile {
  /// Where it is; the variable `NABLA_PROGRESS` names another file.
  package let path: String
  /// What it says now.
  package private(set) var progress = LearnerProgress()
  /// Why it could not be read or written, told once.
  package private(set) var problem: Diagnostic?
  /// Whether it is one that this program must not write over.
  private var isForeign = false

  /// Reads the file; one that is not there is an empty one.
  package init(path: String? = nil) {
    self.path =
      path ?? Environment.value("NABLA_PROGRESS") ?? Directories.state + "/progress.json"
    read()
    if progress.learner.isEmpty {
      progress.learner = Environment.value("NABLA_LEARNER") ?? Environment.value("USER") ?? ""
    }
  }

  /// Takes what the file says now; one that is not there says nothing.
  private mutating func read() {
    do {
      let bytes = try InputFile.read(path, limit: LearnerProgress.fileBytes)
      guard let found = LearnerProgress(bytes) else {
        return refuse("it is no file of progress that this program knows")
      }
      let learner = progress.learner
      progress = found
      if progress.learner.isEmpty { progress.learner = learner }
    } catch let error {
      if error.kind != .notFound { refuse(error.reason) }
    }
  }

  private mutating func refuse(_ reason: String) {
    problem = LessonProblem.progressUnreadable(path: path, reason: reason, isOwn: true).diagnostic
    isForeign = true
  }

  /// What is wrong, once.
  package mutating func takeProblem() -> Diagnostic? {
    defer { problem = nil }
    return problem
  }

  /// Keeps how far a lesson is, beside what was kept meanwhile of others: lessons may be open in several windows.
  package mutating func keep(_ lesson: LessonProgress) {
    if !isForeign { read() }
    progress[lesson.lesson] = lesson
    write()
  }

  /// Forgets a lesson, or all of them; answers how many that were.
  package mutating func forget(_ lesson: String? = nil) -> Int {
    if !isForeign { read() }
    let count = progress.lessons.count
    if let lesson { progress[lesson] = nil } else { progress.lessons = [] }
    if lesson == nil { isForeign = false }
    write()
    return count - progress.lessons.count
  }

  private mutating func write() {
    guard !isForeign else { return }
    do {
      if let slash = path.lastIndex(of: "/") { try Directories.make(String(path[..<slash])) }
      try AtomicFile.write(Array(progress.text.utf8), to: path)
    } catch {
      refuse(error.reason)
    }
  }
}
