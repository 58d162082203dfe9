import Books
import Plots
import Sessions
import Support

/// The lessons that there are, with how far a learner has come.
struct LessonMenu {
  let lessons: [LessonSearch.Lesson]
  private let progress: LearnerProgress

  init(_ lessons: [LessonSearch.Lesson], _ progress: LearnerProgress) {
    (self.lessons, self.progress) = (lessons, progress)
  }

  /// Number, name, title, minutes, what comes before, and how far it is done.
  var report: Report {
    let rows = lessons.enumerated().map { (number: $0 + 1, lesson: $1) }
    let table = Table(
      rows,
      [
        .count("number", title: "") { $0.number }, .text("lesson") { $0.lesson.name },
        .text("title") { $0.lesson.title },
        .text("minutes") { $0.lesson.frontMatter.minutes.map { "\($0) min" } ?? "" },
        .text("after") { $0.lesson.frontMatter.needs.joined(separator: ", ") },
        .text("done") { state(of: $0.lesson) },
      ])
    return Report("lessons", [.table(table)])
  }

  /// What is asked below the table.
  var question: String {
    next.map { "number or name, Enter for \($0.name), q to leave> " }
      ?? "number or name, q to leave> "
  }

  /// What a reply means; Enter alone is the lesson that comes next.
  func lesson(meant reply: String) -> LessonSearch.Lesson? {
    let reply = reply.filter { $0 != " " }.lowercased()
    if reply.isEmpty { return next }
    if let named = lessons.first(where: { $0.name.lowercased() == reply }) { return named }
    // A number as lessons have it in their names, `03`, comes before the number of the row.
    let begun = lessons.filter { $0.name.lowercased().hasPrefix(reply + "-") }
    if begun.count == 1 { return begun[0] }
    if let number = Int(reply), lessons.indices.contains(number - 1) { return lessons[number - 1] }
    let similar = lessons.filter { $0.name.lowercased().contains(reply) }
    return similar.count == 1 ? similar[0] : nil
  }

  /// One that is begun, else the first that is not done.
  private var next: LessonSearch.Lesson? {
    lessons.first { progress[$0.name].map { $0.step > 0 } ?? false }
      ?? lessons.first { progress[$0.name]?.isDone != true }
  }

  private func state(of lesson: LessonSearch.Lesson) -> String {
    guard let kept = progress[lesson.name] else { return "" }
    var parts = kept.state.isEmpty ? [] : [kept.state]
    let (first, later, all) = (
      kept.answers.count(where: \.isFirstTry), kept.answers.count { $0.result == .right },
      kept.answers.count
    )
    if all > 0 { parts.append("\(later) of \(all) right, \(first) at once") }
    return parts.joined(separator: ", ")
  }
}
