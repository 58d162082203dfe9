import Sessions
import Support
import Testing

/// Questions, and what is kept of a learner.
@Suite struct LessonProgressTests {
  private func quiz(_ info: String, _ body: String) throws -> Quiz {
    let text = "```nabla-quiz {\(info)}\n\(body)\n```\n```nabla-hint\nCount.\n```\n"
    let document = try SessionDocument.parse(Array(text.utf8), name: "a.nabla.md")
    #expect(document.warnings == [])
    guard case .quiz(let quiz)? = document.lessonSteps.first else {
      throw LessonSampleError.noQuiz
    }
    return quiz
  }

  @Test func `a question takes the letter or the text, in any case`() throws {
    let quiz = try quiz("answer=b", "How much?\na) one\nb) `two` :: Indeed.\nc) 0.5")
    #expect(["b", " B) ", "two", "TWO"].allSatisfy(quiz.accepts))
    #expect(!["a", "one", "c", "", "d"].contains(where: quiz.accepts))
    #expect(quiz.feedback(to: "two") == "Indeed.")
    #expect(quiz.understands("0.50") && !quiz.understands("three"))
    #expect(quiz.shownAnswer == "b) `two`")
    #expect(quiz.hints == ["Count."])
  }

  @Test func `a question takes the beginning of an option, where only one begins so`() throws {
    let quiz = try quiz(
      "answer=b",
      "Which?\na) -0.5, the same\nb) left, to a smaller weight\nc) none, it is 0\nd) none: 1")
    #expect(quiz.accepts("Left") && !quiz.accepts("-0.5") && quiz.understands("-0.5"))
    #expect(!quiz.understands("none") && !quiz.understands("le"))
  }

  @Test func `a comma is a point, or parts thousands`() throws {
    let taxi = try quiz("answer=2.3", "How much?")
    #expect(
      taxi.accepts("2,3") && taxi.accepts("2.3") && !taxi.accepts("23") && !taxi.accepts("2,,3"))
    let many = try quiz("answer=5625", "How many?")
    #expect(many.accepts("5,625") && many.accepts("5625") && !many.accepts("56,25"))
    #expect(!many.understands("a,b") && !many.understands(","))
  }

  @Test func `a typed number may be a fraction, and off by the tolerance`() throws {
    let quiz = try quiz("answer=0.5 tol=0.01", "Half of one?")
    #expect(["0.5", "1/2", "50%", ".505", "5e-1"].allSatisfy(quiz.accepts))
    #expect(!["0.52", "1/0", "nan", "inf"].contains(where: quiz.accepts))
    #expect(quiz.accepts("0,5") && quiz.accepts(",5") == quiz.accepts(".5"))
    #expect(!quiz.understands("half") && quiz.understands("7"))
  }

  @Test func `first tries count apart, and a second walk makes none`() {
    var lesson = LessonProgress(lesson: "a", digest: "d", steps: 9)
    lesson.note(.init(key: "p", kind: .question, result: .right, tries: 1))
    lesson.note(.init(key: "q", kind: .question, result: .right, tries: 3))
    lesson.note(.init(key: "r", kind: .question, result: .skipped, tries: 0))
    lesson.note(.init(key: "e", kind: .exercise, result: .shown, tries: 2))
    #expect(
      lesson.summary == [
        "3 questions: 1 right at once, 1 later, 1 shown", "1 exercise: 0 solved at once, 1 shown",
      ])
    lesson.note(.init(key: "r", kind: .question, result: .right, tries: 1))
    lesson.note(.init(key: "p", kind: .question, result: .skipped, tries: 0))
    #expect(lesson.summary[0] == "3 questions: 1 right at once, 2 later")
  }

  private var sample: LearnerProgress {
    var progress = LearnerProgress()
    progress.learner = "Ann \"x\""
    var lesson = LessonProgress(lesson: "01-neuron", digest: "ab", steps: 40)
    (lesson.step, lesson.isDone) = (12, true)
    lesson.note(
      .init(key: "e", kind: .exercise, result: .right, tries: 2, text: "f = x -> x\nf(2)"))
    progress["01-neuron"] = lesson
    return progress
  }

  @Test func `what is kept reads back as it was`() {
    #expect(LearnerProgress(Array(sample.text.utf8)) == sample)
  }

  @Test func `damaged files are refused or read, and end nothing`() {
    let bytes = Array(sample.text.utf8)
    for end in bytes.indices { _ = LearnerProgress(Array(bytes[..<end])) }
    var state: UInt64 = 7
    for _ in 0..<3000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var changed = bytes
      changed[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      _ = LearnerProgress(changed)
    }
    #expect(LearnerProgress(Array("{}".utf8)) == nil)
    #expect(LearnerProgress(Array("[1, 2".utf8)) == nil)
  }
}

private enum LessonSampleError: Error { case noQuiz }
