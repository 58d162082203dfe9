import Books
import Sessions
import Testing
import Workbench

/// Checks of lessons: what they ask, what they say, and what cannot be read.
@Suite struct LessonJudgeTests {
  private func document(_ text: String) throws -> SessionDocument {
    try SessionDocument.parse(Array(text.utf8), name: "a.nabla.md")
  }

  /// A session that a text has run in, and a question to it.
  private func verdict(_ program: String, _ check: String) throws -> LessonVerdict {
    let text = "```nabla\n\(program)\n```\n```nabla-try\n```\n```nabla-check\n\(check)\n```\n"
    let lesson = Walkthrough(try document(text))
    #expect(lesson.judge.faults.map(\.diagnostic.message) == [])
    for step in lesson.steps { if case .cell(let cell) = step { _ = lesson.run(cell) } }
    guard case .exercise(let exercise)? = lesson.steps.last(where: \.isExercise) else {
      Issue.record("no exercise")
      return .passed
    }
    return lesson.judge(exercise.checks)
  }

  private static let training = """
    seed 3
    xor = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    m = model 2 { hidden: dense 4, activation=relu; dense 1, activation=sigmoid }
    r = train m, xor, epochs=30, batch_size=4, optimizer=adam(0.05), loss=binary_crossentropy
    """

  @Test(arguments: [
    "exists(m)", "exists(m.hidden)", "not exists(wide)",
    "exists(m) and not (exists(wide) and wide > 2)",
    "uses(m, relu)", "uses(m, dense)", "not uses(m, tanh)", "uses(r, adam)", "not uses(r, sgd)",
    "not diverged(r)", "monotone([3, 2, 2, 1])", "monotone([1, 2])", "not monotone([1, 3, 2])",
    "diverged([1, 2, 50])", "r.loss < 0.7", "abs(r.loss - r.loss[-1]) < 1e-9",
    "max(r.loss) > r.loss", "len(r.loss) == 30", "predict(m, [0, 1]) < 1",
    "compare([m], xor).parameters[0] == 17",
  ])
  func `a condition holds`(check: String) throws {
    let names = "\nif false { wide = 1 }"
    #expect(try verdict(Self.training + names, check) == .passed)
  }

  @Test func `functions are compared as curves`() throws {
    let program = "f = x -> 6*x\ng = x -> x*6\nh = x -> x^2\ns = sigmoid"
    for check in [
      "same(f, x -> 6*x)", "f == g", "same(grad(h), x -> 2*x)", "not same(f, h)", "f != h",
      "same(s, sigmoid)", "same(grad(f), x -> 6)", "same([1, 2], [1, 2])", "not same(f, 6)",
    ] {
      #expect(try verdict(program, check) == .passed, "\(check)")
    }
  }

  @Test func `a message gives the newest value of a series`() throws {
    let failed = try verdict(
      Self.training, "r.loss < 0 say \"The loss is {r.loss}, not {min(r.loss)}.\"")
    guard case .failed(let message) = failed else {
      Issue.record("it passed")
      return
    }
    #expect(message.hasPrefix("The loss is 0.") && !message.contains("["), "\(message)")
  }

  @Test(arguments: [
    ("f = x -> missing_axis(x)", "f(3)", "f(3)"), ("f = 3", "f(3)", "f(3)"),
    ("s = 3", "softmax(s)[1]", "softmax(s)[1]"), ("f = x -> 2*x", "f", "a function"),
    ("f = x -> 2*x; g = h -> (x -> h(x))", "g(f)", "a function"),
  ])
  func `a message says why a value cannot be told`(program: String, told: String, words: String)
    throws
  {
    let program = program.replacing("missing_axis(x)", with: "max(x, 0.1 * x)")
    let said = try verdict(
      program, "abs(\(told) - 7) < 0.001 say \"It is {\(told)}; it shall be 7.\"")
    guard case .failed(let message) = said else {
      Issue.record("it passed")
      return
    }
    #expect(!message.contains("…") && !message.contains("it shall be 7"), "\(message)")
    #expect(message.contains("`\(told)` is no number: ") && message.contains(words), "\(message)")
  }

  @Test func `a check knows what a run has learnt from`() throws {
    let program = """
      seed 3
      d = data generated(circle, 60, noise=0.3) { split 40%, 40%, 20% }
      ring = generated(circle, 60)
      m = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }
      honest = train m, d, epochs=1
      k = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }
      kept = train k, ring, epochs=1, validation_split=0.2
      u = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }
      sly = train u, d.validation, epochs=1
      v = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }
      other = train v, ring, epochs=1
      w = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }
      some = train w, table([[0, 0]], [0]), epochs=1
      q = train w, d, epochs=1
      two = train m, d, epochs=1
      """
    for check in [
      "learnt(honest, d)", "learnt(kept, ring)", "not learnt(kept, d)", "not learnt(sly, d)",
      "learnt(sly, d.validation)",
      "not learnt(other, d)", "learnt(other, ring)", "not learnt(some, ring)", "not learnt(q, d)",
      "learnt(two, d)",
    ] {
      #expect(try verdict(program, check) == .passed, "\(check)")
    }
  }

  @Test func `what has no value yet is said by its name`() throws {
    let said = try verdict(
      "if false { wide = 1 }", "when wide == 1 say \"one\"\nwide == 2 say \"wide is {wide}\"")
    #expect(said == .failed("There is no `wide` yet."))
  }

  @Test(arguments: [
    ("usess(m, relu)", "uses"), ("loss < 3", "loss"), ("m.loss < ", "cannot be read"),
    ("x = 1", "no condition"), ("seed 3", "no condition"), ("1; 2", "no condition"),
    ("uses(m)", "2 arguments"), ("took(nothing) < 5s", "nothing"),
    ("wdie == 3", "did you mean `wide`?"),
  ])
  func `a check that cannot be read is said with its line, and never false in silence`(
    check: String, part: String
  ) throws {
    let text = "```nabla\nm = 1; wide = 2\n```\n```nabla-try\n```\n```nabla-check\n\(check)\n```\n"
    let judge = LessonJudge(try document(text))
    let fault = try #require(judge.faults.first)
    #expect(fault.line == 7)
    #expect(fault.diagnostic.code == "E0671")
    let told = fault.diagnostic(in: "a.nabla.md")
    #expect(told.message.hasPrefix("a.nabla.md, line 7: "))
    #expect("\(told.message) \(told.hint ?? "")".contains(part), "\(told)")
    let report = Verification(try document(text)).report
    #expect(report.exitStatus == .failed)
  }

  @Test func `a check asks how long a cell took`() throws {
    let text =
      "```nabla {#quick}\n1 + 1\n```\n```nabla-check {cell=quick}\ntook(quick) < 60s\n```\n"
    #expect(Verification(try document(text)).report.exitStatus == .failed)
    let lesson = Walkthrough(try document(text))
    #expect(lesson.judge.faults.isEmpty)
  }

  @Test
  func `cells that stand on an exercise verify with its solution, and draws are as without it`()
    throws
  {
    let cell = "```nabla\nuniform([2])\n```\n"
    let exercise = """
      ```nabla-try
      y = uniform([2])
      ```
      ```nabla-solution
      y = uniform([2]) * 0 + 3
      ```
      ```nabla-check
      y[0] == 3
      ```

      """
    func stored(_ text: String) throws -> [String] {
      let lesson = Walkthrough(try document(text))
      var outputs: [String] = []
      for step in lesson.steps {
        switch step {
        case .cell(let cell): outputs += lesson.run(cell).stored.map(\.body)
        case .exercise(let exercise): #expect(lesson.demonstrate(exercise) == [])
        default: break
        }
      }
      return outputs
    }
    #expect(try stored(exercise + cell) == stored(cell))
    #expect(try stored(exercise + "```nabla\ny[1]\n```\n") == ["3"])
  }

  @Test func `a start that passes and a solution that fails are found`() throws {
    let text =
      "```nabla-try\ny = 3\n```\n```nabla-solution\ny = 1\n```\n```nabla-check\ny == 3 say \"no\"\n```\n"
    let report = Verification(try document(text)).report
    #expect(report.cells.map(\.title) == ["exercise, line 1", "exercise, line 1"])
    let codes = report.cells.map { cell -> String in
      if case .failed(let code, _) = cell.status { code } else { "" }
    }
    #expect(codes == ["E0687", "E0686"])
    let lint = LessonLint(try document(text)).faults.map(\.diagnostic.code)
    #expect(Set(lint) == ["E0686", "E0687", "W0073"])
  }

  @Test func `answers, links and minutes are looked through`() throws {
    let text = """
      ---
      nabla: 1
      kind: walkthrough
      minutes: 90
      needs: [no-such-lesson]
      ---
      See [this](none.md), [that](https://example.org) and [here](#place).

      ```nabla-quiz {answer=c}
      How much?
      a) one
      b) two
      ```

      ```nabla-quiz
      And?
      ```

      """
    let codes = LessonLint(try document(text)).faults.map(\.diagnostic.code)
    #expect(codes.sorted() == ["E0688", "E0688", "E0688", "E0688", "W0072"])
  }
}

extension LessonStep {
  fileprivate var isExercise: Bool { if case .exercise = self { true } else { false } }
}

/// Names of a lesson that exercises ask for, and are not to change.
@Suite struct KeptNameTests {
  private func verdict(_ answer: String) throws -> LessonVerdict {
    let text = """
      ```nabla
      loss = w -> (w - 1.9)^2 + 0.6
      ```
      ```nabla-try
      w = 1
      ```
      ```nabla-solution
      w = 1.9
      ```
      ```nabla-check
      loss(w) < 0.61 say "Not yet."
      ```

      """
    let lesson = Walkthrough(try SessionDocument.parse(Array(text.utf8), name: "a.nabla.md"))
    for step in lesson.steps { if case .cell(let cell) = step { _ = lesson.run(cell) } }
    guard case .exercise(let exercise)? = lesson.steps.last(where: \.isExercise) else {
      Issue.record("no exercise")
      return .passed
    }
    _ = lesson.replay.run(answer)
    return lesson.judge(exercise.checks)
  }

  @Test(arguments: ["w = 1.9", "w = 1.95", "loss = w -> (w-1.9)^2+0.6; w = 1.9", "v = 1.9; w = v"])
  func `an answer that leaves them counts`(answer: String) throws {
    #expect(try verdict(answer) == .passed)
  }

  @Test(arguments: [
    "loss = w -> 0; w = 1.9", "w = 1.9; fn loss(w) { 0.1 }", "loss = 0.643; w = 1.9",
  ])
  func `an answer that gives one to something else is told so`(answer: String) throws {
    guard case .failed(let message) = try verdict(answer) else {
      Issue.record("it passed")
      return
    }
    #expect(
      message.hasPrefix("`loss` is no longer what the lesson made it")
        && message.hasSuffix("`:reset` brings it back, or `loss = w -> (w - 1.9)^2 + 0.6`."),
      "\(message)")
  }
}
