import Sessions
import Support
import TestSupport
import Testing

@Suite struct LessonFileTests {
  private static let course = SourceFiles.root() + "/sessions/course/"

  private static let lessons = ["", "zh/"].flatMap { folder in
    FolderListing.names(in: course + folder).filter { $0.hasSuffix(".nabla.md") }
      .map { folder + $0 }
  }

  @Test func `there are seventeen lessons, and six of them in Chinese`() {
    #expect(Self.lessons.count { !$0.hasPrefix("zh/") } == 17)
    #expect(Self.lessons.count { $0.hasPrefix("zh/") } == 6)
  }

  @Test(arguments: lessons)
  func `lessons are read without a warning and have something to do`(name: String) throws {
    let bytes = try InputFile.read(Self.course + name, limit: SessionLimits.fileBytes)
    let document = try SessionDocument.parse(bytes, name: name)
    #expect(document.warnings == [])
    #expect(document.frontMatter.version == 1)
    #expect(document.frontMatter.kind == .walkthrough)
    #expect(document.frontMatter.minutes != nil)
    let steps = document.lessonSteps
    for step in steps {
      if case .exercise(let exercise) = step {
        #expect(!exercise.hints.isEmpty)
        #expect(exercise.solution != nil)
        #expect(!exercise.checks.isEmpty)
      }
      if case .quiz(let quiz) = step, !quiz.options.isEmpty {
        #expect(quiz.options.contains { $0.letter == quiz.answer })
        #expect(quiz.options.allSatisfy { $0.feedback != nil })
      }
    }
    #expect(steps.contains { if case .quiz = $0 { true } else { false } })
    #expect(steps.contains { if case .exercise = $0 { true } else { false } })
  }

  @Test(arguments: ["", "zh/"])
  func `the glossary has every word once, in the order of the lessons`(folder: String) throws {
    let bytes = try InputFile.read(Self.course + folder + "glossary.md", limit: 1 << 20)
    let glossary = Glossary(String(decoding: bytes, as: UTF8.self))
    #expect(glossary.unreadable == [])
    #expect(glossary.lessons == glossary.lessons.sorted())
    let forms = glossary.entries.flatMap { entry in entry.forms.map { $0.lowercased() } }
    #expect(Set(forms).count == forms.count)
    #expect(glossary.entries.allSatisfy { $0.meaning.hasSuffix(".") || $0.meaning.hasSuffix("。") })
  }
}
