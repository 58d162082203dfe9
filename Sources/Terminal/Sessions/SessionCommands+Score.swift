import Books
import Plots
import Sessions
import Support
import Workbench

extension SessionCommands {
  /// The progress files of a class as one table: a row for each learner and lesson.
  package func score(_ paths: [String]) -> ExitStatus {
    var rows: [(learner: String, lesson: LessonProgress)] = []
    var statuses: [ExitStatus] = []
    for path in paths {
      do {
        let bytes = try InputFile.read(path, limit: LearnerProgress.fileBytes)
        guard let found = LearnerProgress(bytes) else {
          gate.notice(
            LessonProblem.progressUnreadable(
              path: path, reason: "it is no file of progress that this program knows",
              isOwn: false
            ).diagnostic)
          statuses.append(.unreadable)
          continue
        }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let name = found.learner.isEmpty ? file : found.learner
        rows += found.lessons.map { (name, $0) }
      } catch {
        show(.file(error))
        statuses.append(.unreadable)
      }
    }
    let table = Table(
      rows,
      [
        .text("learner") { Sanitizer.visible($0.learner) },
        .text("lesson") { Sanitizer.visible($0.lesson.lesson) },
        .text("state") { $0.lesson.state },
        .count("questions") { $0.lesson.score(.question).all },
        .count("right_at_once", title: "at once") { $0.lesson.score(.question).first },
        .count("right_later", title: "later") { $0.lesson.score(.question).later },
        .count("exercises") { $0.lesson.score(.exercise).all },
        .count("solved_at_once", title: "at once") { $0.lesson.score(.exercise).first },
        .count("solved_later", title: "later") { $0.lesson.score(.exercise).later },
      ])
    if !rows.isEmpty { gate.report(Report("score", [.table(table)])) }
    return gate.exitStatus ?? .worst(statuses)
  }
}

extension LessonProgress {
  /// `done`, `at 45 %`, both, or nothing.
  var state: String {
    var parts: [String] = []
    if isDone { parts.append("done") }
    if step > 0, steps > 0 { parts.append("at \(step * 100 / steps) %") }
    return parts.joined(separator: ", ")
  }
}
