import Sessions
import Support
import Testing

@testable import Books
@testable import Terminal

/// Prose of lessons in windows, and the menu of lessons.
@Suite("Lessons in windows")
struct LessonTextTests {
  private func lines(_ markdown: String, _ columns: Int) -> [String] {
    ProseText(columns: columns, hasColor: false).rendered(markdown)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func `a sum that is wrapped is no list`() {
    #expect(
      lines("Lines: 7\n- 3 is 4, and\n10. is ten.", 60) == ["Lines: 7 - 3 is 4, and 10. is ten."])
    #expect(
      lines("Two:\n\n- 3 is odd\n- 4 is even", 60) == ["Two:", "", "- 3 is odd", "- 4 is even"])
    #expect(lines("Steps:\n1. one\n2. two", 60) == ["Steps:", "1. one", "2. two"])
    #expect(lines("Fruit:\n- apples\n- pears", 60) == ["Fruit:", "- apples", "- pears"])
  }

  @Test(arguments: [19, 24, 31, 40, 59, 79, 119])
  func `Chinese breaks anywhere but before what closes and after what opens`(columns: Int) {
    let text =
      "神经元把每个输入乘以一个权重（weight），全部加起来，再加上偏置：`2 * 5 + 3.5` 是 13.5。“张量”就是表！\n下一行接着写，没有空格。"
    let shown = lines(text, columns)
    #expect(shown.allSatisfy { TextWidth.columns(of: $0) <= columns }, "\(shown)")
    for line in shown {
      #expect(!"，。！：）”".contains(line.first ?? " "), "\(line)")
      #expect(!"（“".contains(line.last ?? " "), "\(line)")
    }
    #expect(shown.joined().filter { $0 != " " } == text.filter { !" \n`".contains($0) })
    // Lines are full: the next character had no room, or had to stay with its neighbour.
    #expect(shown.dropLast().allSatisfy { TextWidth.columns(of: $0) > columns - 12 }, "\(shown)")
    #expect(lines("第一行\n第二行", 40) == ["第一行第二行"])
    #expect(lines("nabla\n第二行", 40) == ["nabla 第二行"])
  }

  private func lesson(_ name: String, _ title: String, group: String = "") -> LessonSearch.Lesson {
    var frontMatter = FrontMatter()
    (frontMatter.title, frontMatter.minutes) = (title, 18)
    return LessonSearch.Lesson(name: name, path: name, group: group, frontMatter: frontMatter)
  }

  private var lessons: [LessonSearch.Lesson] {
    [
      lesson("00-prompt", "The prompt"), lesson("01-neuron", "A neuron is a line that turns"),
      lesson("02-loss", "How wrong is it? One number says so, and that number is called the loss"),
      lesson("zh/01-neuron", "神经元：一条会转的直线，一直转到它落在点上为止", group: "zh"),
      lesson("mine", "My own", group: "other"),
    ]
  }

  @Test(arguments: [40, 59, 79, 119])
  func `each lesson is one line of the menu`(columns: Int) {
    var progress = LearnerProgress()
    var begun = LessonProgress(lesson: "01-neuron", digest: "", steps: 40)
    begun.step = 10
    progress["01-neuron"] = begun
    let shown = LessonMenu(lessons, progress, columns: columns).report.text(limit: columns)
    let rows = shown.split(separator: "\n")
    #expect(rows.allSatisfy { TextWidth.columns(of: String($0)) <= columns }, "\(shown)")
    #expect(rows.count { $0.contains("18 min") } == 5, "\(shown)")
    #expect(rows.contains { $0.hasPrefix("01 ") && $0.contains("25 %") }, "\(shown)")
    #expect(rows.contains("zh") && rows.contains { $0.hasPrefix("zh/01 ") }, "\(shown)")
  }

  @Test(
    arguments: [
      ("", "00-prompt"), ("1", "01-neuron"), ("01", "01-neuron"), ("2", "02-loss"),
      ("0", "00-prompt"),
      ("loss", "02-loss"), ("zh/1", "zh/01-neuron"), ("ZH/01", "zh/01-neuron"),
      ("zh/01-neuron", "zh/01-neuron"), ("mine", "mine"), ("7", nil), ("neuron", "01-neuron"),
      ("x", nil), ("03", nil),
    ] as [(String, String?)])
  func `a number is that of the lesson, not of the row`(reply: String, name: String?) {
    #expect(LessonMenu(lessons, LearnerProgress()).lesson(meant: reply)?.name == name)
  }

  @Test func `sixteen lessons with those of other groups fit a window of 24 rows`() {
    let course = (0..<16).map { lesson(($0 < 10 ? "0" : "") + "\($0)-name", "A title") }
    let chinese = (1...6).map { lesson("zh/0\($0)-name", "标题", group: "zh") }
    var progress = LearnerProgress()
    var done = LessonProgress(lesson: "zh/01-name", digest: "", steps: 40)
    done.isDone = true
    progress["zh/01-name"] = done
    let menu = LessonMenu(course + chinese, progress, columns: 79, rows: 24)
    let rows = menu.report.text(limit: 79).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.count < 23, "\(menu.report.text())")
    #expect(rows.last == "zh: 6 lessons, 1 done; `zh` lists them")
    #expect(menu.report(of: "zh").text(limit: 79).contains("zh/06"))
    guard case .group("zh") = menu.wish(of: "ZH") else { Issue.record("no group"); return }
    let tall = LessonMenu(course + chinese, progress, columns: 79, rows: 50).report.text(limit: 79)
    #expect(tall.contains("zh/06"))
  }

  @Test func `a lesson that was done is not offered, even where it is walked again`() {
    var progress = LearnerProgress()
    for (name, step) in [("00-prompt", 0), ("01-neuron", 7)] {
      var kept = LessonProgress(lesson: name, digest: "", steps: 40)
      (kept.isDone, kept.step) = (true, step)
      progress[name] = kept
    }
    let menu = LessonMenu(lessons, progress)
    #expect(menu.next?.name == "02-loss")
    #expect(menu.next(after: "00-prompt")?.name == "02-loss")
    #expect(menu.next(after: "02-loss") == nil)
    #expect(menu.next(after: "zh/01-neuron")?.name == "02-loss")
    let shown = LessonMenu(lessons, progress, columns: 79).report.text(limit: 79)
    #expect(shown.split(separator: "\n").count { $0.hasSuffix("min  done") } == 2, "\(shown)")
  }

  @Test(arguments: ["?", "help", " h ", ":help"])
  func `the menu helps`(reply: String) {
    let menu = LessonMenu(lessons, LearnerProgress())
    guard case .help = menu.wish(of: reply) else { Issue.record("no help"); return }
    #expect(menu.help.contains("00-prompt") && menu.help.contains("q  "))
  }

  @Test(arguments: [
    ("sessions/course/01-neuron.nabla.md", "01-neuron"),
    ("/usr/share/nabla/sessions/course/zh/01-neuron.nabla.md", "zh/01-neuron"),
    ("sessions/charts.nabla.md", "charts"), ("a/b/c", "c"),
  ])
  func `a lesson in another language has a name of its own`(path: String, name: String) {
    #expect(LessonSearch.name(of: path) == name)
  }
}
