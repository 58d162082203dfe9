import Sessions
import Support
import TestSupport
import Testing

@testable import Terminal

/// What the walk itself says in lessons of another language.
@Suite struct LessonWordsTests {
  private let chinese = LessonWords(language: "zh")

  @Test func `a lesson says its language in its head`() throws {
    let text = "---\nnabla: 1\nkind: walkthrough\nlanguage: zh\n---\n\n# 神经元\n"
    let document = try SessionDocument.parse(Array(text.utf8), name: "n.nabla.md")
    #expect(document.frontMatter.language == "zh" && document.warnings.isEmpty)
    #expect(LessonWords(document).text("Enter goes on") == "按 Enter 继续")
    #expect(LessonWords(language: nil).text("step %1 of %2", "3", "7") == "step 3 of 7")
    #expect(chinese.text("step %1 of %2", "3", "7") == "第 3 步，共 7 步")
    #expect(chinese.text("answered: %1", "%2 %1") == "已经回答：%2 %1")
    #expect(LessonWords(language: "xx").text("right") == "right")
  }

  @Test func `every value of a text has its place in the other language`() {
    for (english, other) in LessonWords.chinese {
      for mark in ["%1", "%2"] {
        #expect(english.contains(mark) == other.contains(mark), "\(english)")
      }
      #expect(other.unicodeScalars.contains { $0.value > 0x2E7F }, "\(english)")
    }
  }

  @Test func `whatever the walk says to a learner has its words`() throws {
    var missing: [String] = []
    for file in ["", "+Exercises", "+Pauses", "+Questions", "+Resuming"] {
      let path = SourceFiles.root() + "/Sources/Terminal/Walk/LearnerWalk\(file).swift"
      let source = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
      for line in source.split(separator: "\n") where !line.contains("///") && !line.contains("// ")
      {
        // Texts of more than one word that stand in quotation marks.
        for (place, text) in line.split(separator: "\"", omittingEmptySubsequences: false)
          .enumerated()
        where place % 2 == 1 && text.contains(" ") && text.contains(where: \.isLetter)
          && !text.contains("\\(") && LessonWords.chinese[String(text)] == nil
        { missing.append(String(text)) }
      }
    }
    #expect(missing.isEmpty, "\(missing)")
  }

  @Test(arguments: [
    ("Right: it turns.", "It turns."), ("Right. And so on", "And so on"), ("对：往右是上坡", "往右是上坡"),
    ("Yes: 2", "2"), ("Rightly so", "Rightly so"), ("right", "right"), ("Right.", "Right."),
    ("It has one", "It has one"),
  ])
  func `who was shown an answer is not praised for it`(_ feedback: String, _ told: String) {
    #expect(Praise.taken(from: feedback) == told)
  }

  @Test func `a frame that is on the screen is taken off before something is said`() {
    var presenter = InlinePresenter(depth: .none)
    #expect(presenter.erase() == "")
    _ = presenter.present(Picture.stacked([Picture.line("step 0/100", columns: 40, isASCII: true)]))
    #expect(presenter.erase() == "\u{1B}[1A\r\u{1B}[J")
    #expect(presenter.erase() == "")
  }
}
