import Sessions
import Testing

@Suite struct LessonTests {
  @Test func `an exercise has its hints, solution and checks`() throws {
    let steps = try parsed(fullSession).lessonSteps
    let exercises = steps.compactMap { step -> Exercise? in
      if case .exercise(let exercise) = step { exercise } else { nil }
    }
    let exercise = try #require(exercises.first)
    #expect(exercise.identifier == "slope")
    #expect(exercise.starter == "f = x -> x")
    #expect(exercise.attempts == 3)
    #expect(exercise.hints == ["What is the slope of x^2?"])
    #expect(exercise.solution == "f = x -> x^2")
    #expect(exercise.checks.map(\.condition) == ["f(2) == 2", "f(3) == 9"])
    #expect(exercise.checks.map(\.isMisconception) == [true, false])
    #expect(
      exercise.checks.map(\.message) == [
        "That is the line itself.", "f(3) is {f(3)}, not 9.",
      ])
    #expect(exercise.checks.map(\.line) == [60, 61])
  }

  @Test func `a quiz takes letters in any case and tells what its author wrote`() throws {
    let steps = try parsed(fullSession).lessonSteps
    guard case .quiz(let quiz)? = steps.last(where: { if case .quiz = $0 { true } else { false } })
    else {
      Issue.record("no quiz")
      return
    }
    #expect(quiz.question == "Where does the sigmoid end?")
    #expect(quiz.options.map(\.letter) == ["a", "b"])
    #expect(quiz.accepts(" B "))
    #expect(quiz.accepts("b)"))
    #expect(!quiz.accepts("a"))
    #expect(quiz.feedback(to: "a") == "It never gets there from below.")
    #expect(quiz.feedback(to: "b") == nil)
  }

  @Test func `a typed number may be off by the tolerance`() throws {
    let steps = try parsed("```nabla-quiz {answer=13 tol=0.5}\nHow many?\n```\n").lessonSteps
    guard case .quiz(let quiz)? = steps.first else {
      Issue.record("no quiz")
      return
    }
    #expect(quiz.accepts("13.4"))
    #expect(!quiz.accepts("13.6"))
    #expect(!quiz.accepts("many"))
  }

  @Test(arguments: [("1/2", "0.5"), ("1/2", ".5"), ("50%", "1/2"), ("0.5", "50 %"), ("1/2", "0,5")])
  func `a number is right however author and learner write it`(answer: String, reply: String) throws
  {
    let steps = try parsed("```nabla-quiz {answer=\(answer)}\nWhich part?\n```\n").lessonSteps
    guard case .quiz(let quiz)? = steps.first else {
      Issue.record("no quiz")
      return
    }
    #expect(quiz.wantsNumber && quiz.understands(reply) && quiz.accepts(reply))
    #expect(!quiz.accepts("0.4") && !quiz.understands("half"))
  }

  @Test func `an option is chosen by its whole line, too`() throws {
    let steps = try parsed("```nabla-quiz {answer=b}\nHow many?\na) 2\nb) 3\n```\n").lessonSteps
    guard case .quiz(let quiz)? = steps.first else {
      Issue.record("no quiz")
      return
    }
    #expect(quiz.accepts("b) 3") && !quiz.accepts("a) 2") && quiz.understands("a) 2"))
    #expect(!quiz.understands("b) 2"))
  }

  @Test func `the word say inside a text does not end the condition`() throws {
    let check = try #require(LessonCheck("name == \" say \\\"x\\\"\" say \"no\"", line: 1))
    #expect(check.condition == "name == \" say \\\"x\\\"\"")
    #expect(check.message == "no")
    #expect(LessonCheck("essay > 1", line: 1)?.condition == "essay > 1")
    #expect(LessonCheck("# remark", line: 1) == nil)
  }

  @Test func `a directive gives its text without quotes`() throws {
    let steps = try parsed(fullSession).lessonSteps
    let texts = steps.compactMap { step -> String? in
      if case .directive(let directive) = step { directive.text } else { nil }
    }
    #expect(texts == ["look at the curve"])
  }
}
