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
  /// Lines that are seen at once; `nil` where that is no matter.
  private let rows: Int?

  init(
    _ lessons: [LessonSearch.Lesson], _ progress: LearnerProgress, columns: Int? = nil,
    rows: Int? = nil
  ) {
    (self.lessons, self.progress, self.columns, self.rows) = (lessons, progress, columns, rows)
  }

  /// The course, then its lessons in other languages, then others; each as one table.
  ///
  /// Where the window is too low for all, groups beside the course are one line each, and are listed when asked for.
  var report: Report {
    // Headings with a blank line before them, the heads of tables, and the question.
    let all = lessons.count + 3 * groups.count
    let folds = rows.map { all >= $0 } ?? false
    let blocks = groups.flatMap { group -> [Report.Block] in
      if folds, !group.isEmpty { return [.note(folded(group))] }
      let heading: [Report.Block] = group.isEmpty ? [] : [.note("\n\(group)")]
      return heading + [table(of: group)]
    }
    return Report("lessons", blocks)
  }

  /// The lessons of one group.
  func report(of group: String) -> Report { Report("lessons", [table(of: group)]) }

  /// In the order in which they are listed.
  private var groups: [String] {
    var groups: [String] = []
    for lesson in lessons where !groups.contains(lesson.group) { groups.append(lesson.group) }
    return groups
  }

  private func table(of group: String) -> Report.Block {
    let own = lessons.filter { $0.group == group }
    return .table(columns.map { narrow(own, $0) } ?? wide(own))
  }

  /// `zh: 6 lessons, 2 done; zh lists them`
  private func folded(_ group: String) -> String {
    let own = lessons.filter { $0.group == group }
    let done = own.count { progress[$0.name]?.isDone == true }
    return "\(group): \(NumberText.count(own.count, "lesson"))"
      + (done > 0 ? ", \(done) done" : "") + "; `\(group)` lists them"
  }

  /// Number, title, minutes and how far it is done, on a line each: a title that is too long is cut.
  private func narrow(_ lessons: [LessonSearch.Lesson], _ columns: Int) -> Table {
    func width(_ text: (LessonSearch.Lesson) -> String) -> Int {
      lessons.map { TextWidth.columns(of: text($0)) }.max() ?? 0
    }
    let rest = width(number) + 2 + 2 + max(4, width(minutes)) + 2 + max(4, width(shortState))
    let room = max(12, columns - rest)
    return Table(
      lessons,
      [
        .text("lesson", title: "", number),
        .text("title") { TextWidth.truncate(Sanitizer.visible($0.title), to: room) },
        .text("minutes", title: "time", minutes), .text("done", shortState),
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

  /// What a reply asks for.
  enum Wish {
    case lesson(LessonSearch.Lesson)
    /// The lessons of a group.
    case group(String)
    /// All lessons again.
    case list
    case help
    case unknown
  }

  /// What a reply means: a lesson, by its number, its name, or a word of its name; a group; a word of the menu.
  func wish(of reply: String) -> Wish {
    let word = reply.filter { $0 != " " }.lowercased()
    if ["?", "h", "help", ":help", ":h"].contains(word) { return .help }
    if ["m", "menu", "list", "ls", ":m", ":menu", ":walk"].contains(word) { return .list }
    if ["next", "start", "begin", "continue", "goon", ":next"].contains(word) {
      return next.map(Wish.lesson) ?? .list
    }
    if let lesson = lesson(meant: reply) { return .lesson(lesson) }
    return groups.first { !$0.isEmpty && $0.lowercased() == word }.map(Wish.group) ?? .unknown
  }

  /// What helps whoever does not know what to type.
  var help: String {
    let first = next.map { ["Enter       walks \($0.name), the next that is not done"] } ?? []
    let lines = [
      TextWidth.padded(next.map(number) ?? "00", to: 12)
        + "the number of a lesson walks it; so does a word of its name",
      "m           lists the lessons again", "?word       explains a word: ?weight",
      "q           leaves",
    ]
    return (first + lines).joined(separator: "\n")
  }

  /// Which lesson a reply names; Enter alone is the one that comes next. `3`, `03` and `zh/3` are numbers of lessons;
  /// of several with a word in their names that of the course is meant.
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
    let begun = lessons.filter { $0.name.lowercased().hasPrefix(reply) }
    if begun.count == 1 { return begun[0] }
    let similar = lessons.filter { $0.name.lowercased().contains(reply) }
    let own = similar.filter { $0.group.isEmpty }
    return similar.count == 1 ? similar[0] : own.count == 1 ? own[0] : nil
  }

  /// One that is begun, else the first that is not done; one in another language only if it is begun. Never one that
  /// was done, even where somebody looks at it again.
  var next: LessonSearch.Lesson? {
    lessons.first { lesson in
      progress[lesson.name].map { $0.step > 0 && !$0.isDone } ?? false
    } ?? lessons.first { $0.group.isEmpty && progress[$0.name]?.isDone != true }
  }

  /// What comes behind a lesson: the next of its group that is not done, else whatever the menu would offer.
  func next(after name: String) -> LessonSearch.Lesson? {
    guard let place = lessons.firstIndex(where: { $0.name == name }) else { return nil }
    let following = lessons[(place + 1)...].first {
      $0.group == lessons[place].group && progress[$0.name]?.isDone != true
    }
    return following ?? next.flatMap { $0.name == name ? nil : $0 }
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

  /// `done`, also where somebody looks at it again, `45 %`, or nothing.
  private func shortState(_ lesson: LessonSearch.Lesson) -> String {
    guard let kept = progress[lesson.name] else { return "" }
    if kept.isDone { return "done" }
    return kept.step > 0 && kept.steps > 0 ? "\(kept.step * 100 / kept.steps) %" : ""
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
