import Sessions
import Support
import Testing

@Suite struct LessonFileTests {
  @Test(arguments: ["01-formulas", "02-xor", "03-digits"])
  func `lessons are read without a warning and have something to do`(name: String) throws {
    var folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    folder = "/" + folder + "/sessions/"
    let bytes = try InputFile.read(folder + name + ".nabla.md", limit: SessionLimits.fileBytes)
    let document = try SessionDocument.parse(bytes, name: name)
    #expect(document.warnings == [])
    #expect(document.frontMatter.version == 1)
    #expect(document.frontMatter.kind == .walkthrough)
    let steps = document.lessonSteps
    for step in steps {
      if case .exercise(let exercise) = step {
        #expect(!exercise.hints.isEmpty)
        #expect(exercise.solution != nil)
        #expect(!exercise.checks.isEmpty)
      }
      if case .quiz(let quiz) = step, !quiz.options.isEmpty {
        #expect(quiz.options.contains { $0.letter == quiz.answer })
      }
    }
    #expect(steps.contains { if case .quiz = $0 { true } else { false } })
    #expect(steps.contains { if case .exercise = $0 { true } else { false } })
  }
}
