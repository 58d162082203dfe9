import Support
import TestSupport
import Testing

/// Lessons as a learner walks them: on a terminal, key by key.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct WalkTests {
  private static let lesson = """
    ---
    nabla: 1
    title: "A small lesson"
    kind: walkthrough
    minutes: 3
    seed: 3
    ---
    # Small

    ```nabla {#first}
    w = 2
    ```

    ```nabla-quiz {#q answer=b}
    How much is w?
    a) one :: Too little.
    b) two :: Indeed.
    c) three
    ```

    ```nabla-try {#make goal="Make w 6."}
    w = w + 1
    ```

    ```nabla-hint
    Twice three.
    ```

    ```nabla-solution
    w = 6
    ```

    ```nabla-check
    when w == 7 say "One too far."
    w == 6 say "w is {w}."
    ```

    <!-- nabla:pause -->

    ```nabla
    w * 10
    ```

    """

  private func walk(_ folder: String, _ arguments: [String] = []) throws -> PseudoTerminal {
    let path = folder + "/small.nabla.md"
    if !InputFile.exists(path) { try AtomicFile.write(Array(Self.lesson.utf8), to: path) }
    return try PseudoTerminal(
      [try #require(Product.binary), "walk"] + (arguments.isEmpty ? [path] : arguments),
      environment: Product.surroundings(folder), rows: 60, columns: 80)
  }

  private func type(_ line: String, at prompt: String, _ terminal: PseudoTerminal) throws {
    try LessonRobot.type(line, at: prompt, terminal)
  }

  private static let (runs, goes) = (LessonRobot.runs, LessonRobot.goes)

  @Test func `things are tried at a pause, and are gone afterwards`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try walk(folder)
      try type("w = 40 + 1", at: Self.runs, terminal)
      try type("w", at: "play>", terminal)
      try terminal.wait(forText: "play> w\n41\nplay>")
      try type("", at: "play>", terminal)
      try terminal.wait(forText: "names and weights are as before")
      try type("", at: Self.runs, terminal)
      try type(":play", at: "answer>", terminal)
      try type("w + 100", at: "play>", terminal)
      try terminal.wait(forText: "\n102\nplay>")
      try type(":back", at: "play>", terminal)
      try type("b", at: "answer>", terminal)
      try terminal.wait(forText: "Indeed.")
    }
  }

  @Test func `a question asks again, helps, and counts first tries apart`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try walk(folder)
      try type("", at: Self.runs, terminal)
      try type("", at: "answer>", terminal)
      try terminal.wait(forText: "type an answer")
      try type("?", at: "answer>", terminal)
      try terminal.wait(forText: "a letter from a to c")
      try type(":hint", at: "answer>", terminal)
      try terminal.wait(forText: "it is not a) one")
      try type("a", at: "answer>", terminal)
      try terminal.wait(forText: "Too little.")
      try type(":hint", at: "answer>", terminal)
      try terminal.wait(forText: "no more hints")
      try type("TWO", at: "answer>", terminal)
      try terminal.wait(forText: "Goal: Make w 6.")
      try type("w = 6", at: "try>", terminal)
      try terminal.wait(forText: "done: that is right")
      try type("", at: Self.goes, terminal)
      try type("", at: Self.runs, terminal)
      try terminal.wait(forText: "\n60\n")
      try terminal.wait(
        forText: "1 question: 0 right at once, 1 later\n1 exercise: 1 solved at once")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `an exercise gives hints one by one, resets, and shows its solution after a try`()
    throws
  {
    try TemporaryFolder.use { folder in
      let terminal = try walk(folder)
      try type("", at: Self.runs, terminal)
      try type("b", at: "answer>", terminal)
      try type(":solution", at: "try>", terminal)
      try terminal.wait(forText: "try it once first")
      try type("w = 7", at: "try>", terminal)
      try terminal.wait(forText: "One too far.")
      try type("w = 9", at: "try>", terminal)
      try terminal.wait(forText: "w is 9.")
      try type(":reset", at: "try>", terminal)
      try type("w = w + 0", at: "try>", terminal)
      try terminal.wait(forText: "w is 3.")
      try type(":hint", at: "try>", terminal)
      try terminal.wait(forText: "Twice three.")
      try type(":hint", at: "try>", terminal)
      try terminal.wait(forText: "no more hints")
      try type("sig\t", at: "try>", terminal)
      try type(":solution", at: "try>", terminal)
      try terminal.wait(forText: "A solution:\n  w = 6\n")
      try type("w", at: Self.goes, terminal)
      try terminal.wait(forText: "\n6\nplay>")
    }
  }

  @Test func `nothing typed ahead runs a cell or answers a question`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try walk(folder)
      terminal.type("\r\r\rb\r")
      try terminal.wait(for: "pause", seconds: 60) { $0.cursorLine == Self.runs && $0.takesPastes }
      #expect(!terminal.screen.text.contains("How much is w?"))
      terminal.type("\r")
      try terminal.wait(forLine: "answer>")
    }
  }

  @Test func `a lesson goes on where it was left, with what was found in it`() throws {
    try TemporaryFolder.use { folder in
      let first = try walk(folder)
      try type("", at: Self.runs, first)
      try type("b", at: "answer>", first)
      try type("w = 2 * 3; v = 5", at: "try>", first)
      try type("q", at: Self.goes, first)
      #expect(first.exitStatus() == 0)
      let second = try walk(folder)
      try type("", at: "-- Enter goes on there, `start` begins anew --", second)
      try type("v", at: Self.goes, second)
      try second.wait(forText: "\n5\nplay>")
      try type(":bye", at: "play>", second)
      #expect(second.exitStatus() == 0)
      let forgotten = try Product.run(
        ["walk", "--forget"], environment: ["XDG_STATE_HOME": folder + "/state"])
      #expect(forgotten.output == "forgotten: what was kept of 1 lesson\n")
      let third = try walk(folder)
      try third.wait(for: "pause") { $0.cursorLine == Self.runs }
    }
  }

  @Test func `at the prompt a lesson has names of its own`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/small.nabla.md"
      try AtomicFile.write(Array(Self.lesson.utf8), to: path)
      let terminal = try Product.prompt(in: folder)
      terminal.type("w = 77\r")
      try terminal.wait(forLine: "nabla[2]>")
      terminal.type(":walk \(path)\r")
      try type("", at: Self.runs, terminal)
      try type(":bye", at: "answer>", terminal)
      try terminal.wait(forLine: "nabla[2]>")
      terminal.type("w\r")
      try terminal.wait(forText: "\n77\n")
    }
  }

  @Test func `a question mark lists the words so far, and gives one`() throws {
    try TemporaryFolder.use { folder in
      let glossary = """
        ## small

        - **twice**: two times.
        - **thrice**: three times.
        - *relu*: nothing below 0.

        ## later

        - **much**: more than that.
        """
      try AtomicFile.write(Array(glossary.utf8), to: folder + "/glossary.md")
      try AtomicFile.write(
        Array(
          Self.lesson.replacing("# Small\n", with: "# Small\n\nSix is three **twice**.\n").utf8),
        to: folder + "/small.nabla.md")
      let terminal = try walk(folder)
      try type("?", at: Self.runs, terminal)
      try terminal.wait(forText: "- twice: two times. (small)")
      #expect(!terminal.screen.text.contains("three times"))
      #expect(!terminal.screen.text.contains("more than that"))
      try type("?much", at: Self.runs, terminal)
      try terminal.wait(forText: "much: more than that. (later)")
      try type("", at: Self.runs, terminal)
      try type("? twice", at: "answer>", terminal)
      try terminal.wait(forText: "twice: two times. (small)\nanswer>")
      // What the language has of that name, too, stands below the plain sentence.
      try type("?relu", at: "answer>", terminal)
      try terminal.wait(forText: "relu: nothing below 0. (small)\n\nIn nabla:\nrelu  (activation)")
    }
  }

  @Test func `a chart leaves room for the text around it, and a run says what is kept`() throws {
    try TemporaryFolder.use { folder in
      let lesson = """
        ---
        nabla: 1
        kind: walkthrough
        ---
        What does it look like?

        ```nabla
        plot tanh, -1..1
        ```

        It bends.

        ```nabla
        seed 1
        m = model 4 { dense 64, activation=tanh; dense 1, activation=sigmoid }
        r = train m, table(normal([60, 4]), normal([60]) > 0), epochs=60, validation_split=0.5,
          optimizer=adam(0.01), early_stopping=5
        ```

        """
      let path = folder + "/chart.nabla.md"
      try AtomicFile.write(Array(lesson.utf8), to: path)
      let terminal = try PseudoTerminal(
        [try #require(Product.binary), "walk", path], environment: Product.surroundings(folder),
        rows: 24, columns: 80)
      try type("", at: Self.runs, terminal)
      try terminal.wait(forText: "It bends.")
      #expect(terminal.screen.text.contains("> plot tanh, -1..1"), "\(terminal.screen.text)")
      try type("", at: Self.runs, terminal)
      try terminal.wait(forText: "whose weights are kept")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `the menu lists lessons with what is done, and a class is scored`() throws {
    try TemporaryFolder.use { folder in
      let file = """
        {"nabla-progress": 1, "learner": "Bo", "lessons": [{"lesson": "05-backpropagation", "sha256": "", "step": 10,
         "steps": 40, "done": false, "answers": [{"id": "q", "kind": "question", "result": "right", "tries": 1}]}]}
        """
      try AtomicFile.write(Array(file.utf8), to: folder + "/bo.json")
      let menu = try Product.run(["walk"], environment: ["NABLA_PROGRESS": folder + "/bo.json"])
      #expect(menu.status == 0)
      #expect(menu.output.contains("05-backpropagation") && menu.output.contains("at 25 %"))
      let score = try Product.run(["score", folder + "/bo.json"])
      #expect(score.status == 0)
      #expect(score.output.contains("Bo") && score.output.contains("at 25 %"), "\(score.output)")
      try AtomicFile.write(Array("{".utf8), to: folder + "/bad.json")
      let bad = try Product.run(["score", folder + "/bad.json"])
      #expect(bad.status == 2 && bad.error.contains("W0074"))
      // It is somebody else's file: nothing of one's own is to be forgotten.
      #expect(!bad.error.contains("--forget"), "\(bad.error)")
    }
  }
}
