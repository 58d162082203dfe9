import Books
import Plots
import Sessions
import Support

/// The lessons that there are, with how far a learner has come.
struct LessonMenu {
  let lessons: [LessonSearch.Lesson]
  private let progress: LearnerProgress
  /// What fits beside one another; `nil` where lines may be as long as they like.
  private let columns: Int?

  init(_ lessons: [LessonSearch.Lesson], _ progress: LearnerProgress, columns: Int? = nil) {
    (self.lessons, self.progress, self.columns) = (lessons, progress, columns)
  }

  /// The course, then its lessons in other languages, then others; each as one table.
  var report: Report {
    var groups: [String] = []
    for lesson in lessons where !groups.contains(lesson.group) { groups.append(lesson.group) }
    return Report(
      "lessons",
      groups.flatMap { group -> [Report.Block] in
        let own = lessons.filter { $0.group == group }
        let heading: [Report.Block] = group.isEmpty ? [] : [.note("\n\(group)")]
        return heading + [.table(columns.map { narrow(own, $0) } ?? wide(own))]
      })
  }

  /// Number, title, minutes and how far it is done, on a line each: a title that is too long is cut.
  private func narrow(_ lessons: [LessonSearch.Lesson], _ columns: Int) -> Table {
    func width(_ text: (LessonSearch.Lesson) -> String) -> Int {
      lessons.map { TextWidth.columns(of: text($0)) }.max() ?? 0
    }
    let rest = width(number) + 2 + 2 + width(minutes) + 2 + max(4, width(shortState))
    let room = max(12, columns - rest)
    return Table(
      lessons,
      [
        .text("lesson", title: "", number),
        .text("title") { TextWidth.truncate(Sanitizer.visible($0.title), to: room) },
        .text("minutes", title: "", minutes), .text("done", shortState),
      ])
  }

  /// All that is known, for files and programs.
  private func wide(_ lessons: [LessonSearch.Lesson]) -> Table {
    Table(
      lessons,
      [
        .text("lesson") { $0.name }, .text("title") { $0.title }, .text("minutes", minutes),
        .text("after") { $0.frontMatter.needs.joined(separator: ", ") }, .text("done", state),
      ])
  }

  /// What is asked below the table.
  var question: String {
    next.map { "number or name, Enter for \($0.name), q to leave> " }
      ?? "number or name, q to leave> "
  }

  /// What a reply means; Enter alone is the lesson that comes next. `3`, `03` and `zh/3` are numbers of lessons.
  func lesson(meant reply: String) -> LessonSearch.Lesson? {
    let reply = reply.filter { $0 != " " }.lowercased()
    if reply.isEmpty { return next }
    if let named = lessons.first(where: { $0.name.lowercased() == reply }) { return named }
    let numbered = lessons.filter { number($0).lowercased() == reply }
    if numbered.count == 1 { return numbered[0] }
    let parts = reply.split(separator: "/", omittingEmptySubsequences: false)
    if let last = parts.last, let wanted = Int(last) {
      let folder = parts.dropLast().joined(separator: "/")
      let found = lessons.filter {
        let own = number($0).lowercased().split(separator: "/", omittingEmptySubsequences: false)
        return own.dropLast().joined(separator: "/") == folder
          && own.last.flatMap { Int($0) } == wanted
      }
      return found.count == 1 ? found[0] : nil
    }
    let similar = lessons.filter { $0.name.lowercased().contains(reply) }
    return similar.count == 1 ? similar[0] : nil
  }

  /// One that is begun, else the first that is not done; one in another language only if it is begun.
  private var next: LessonSearch.Lesson? {
    lessons.first { progress[$0.name].map { $0.step > 0 } ?? false }
      ?? lessons.first { $0.group.isEmpty && progress[$0.name]?.isDone != true }
  }

  /// `03` of `03-descent`, `zh/03` of `zh/03-descent`; the name where it begins with no number.
  private func number(_ lesson: LessonSearch.Lesson) -> String {
    let start = lesson.name.lastIndex(of: "/").map { lesson.name.index(after: $0) }
    let own = lesson.name[(start ?? lesson.name.startIndex)...]
    let digits = own.prefix(while: \.isNumber)
    guard !digits.isEmpty, own.dropFirst(digits.count).hasPrefix("-") else { return lesson.name }
    return String(lesson.name.prefix(upTo: own.startIndex) + digits)
  }

  private func minutes(_ lesson: LessonSearch.Lesson) -> String {
    lesson.frontMatter.minutes.map { "\($0) min" } ?? ""
  }

  /// `done`, `45 %`, or nothing.
  private func shortState(_ lesson: LessonSearch.Lesson) -> String {
    guard let kept = progress[lesson.name] else { return "" }
    if kept.step > 0, kept.steps > 0 { return "\(kept.step * 100 / kept.steps) %" }
    return kept.isDone ? "done" : ""
  }

  private func state(_ lesson: LessonSearch.Lesson) -> String {
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
