import Support
import TestSupport
import Testing

/// What a walkthrough promises, row by row of the list of features: 78 to 84.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct LessonPromiseTests {
  private static let (runs, goes) = (LessonRobot.runs, LessonRobot.goes)

  private func type(_ line: String, at prompt: String, _ terminal: PseudoTerminal) throws {
    try LessonRobot.type(line, at: prompt, terminal)
  }

  private func lint(_ text: String) throws -> Outcome {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(text.utf8), to: folder + "/a.nabla.md")
      return try Product.run(["lint", folder + "/a.nabla.md"])
    }
  }

  /// Row 78.
  @Test func `pauses, a question, an exercise and progress stand in one ordinary file`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try LessonRobot.walk(LessonRobot.small, in: folder, rows: 50)
      try type("", at: Self.runs, terminal)
      try type("b", at: "answer>", terminal)
      try type("w = 6", at: "try>", terminal)
      try type(":progress", at: Self.runs, terminal)
      try terminal.wait(forText: "1 question: 1 right at once\n1 exercise: 1 solved at once\nstep ")
      try type("q", at: Self.runs, terminal)
      #expect(terminal.exitStatus() == 0)
      // The same file runs, and is verified, without anybody.
      #expect(try Product.run(["run", folder + "/a.nabla.md"]).output.contains("60"))
      #expect(try Product.run(["walk", "--no-pause", folder + "/a.nabla.md"]).status == 0)
    }
  }

  /// Row 79.
  @Test func `an answer is judged by what it comes to, however it is written`() throws {
    let lesson = """
      ```nabla-try
      ```

      ```nabla-solution
      m = model 2 { dense 1, activation=relu }; y = 12
      ```

      ```nabla-check
      uses(m, relu) say "It needs relu."
      y == 12 say "y is {y}."
      ```

      """
    try TemporaryFolder.use { folder in
      let terminal = try LessonRobot.walk(lesson, in: folder, rows: 40)
      // A word in a comment or a text is no layer.
      try type("y = 3 * 4; m = model 2 { dense 1 } # relu", at: "try>", terminal)
      try terminal.wait(forText: "It needs relu.")
      try type(
        "k = 2; m = model k { dense 1, activation=relu }; y = sum([k, 10])", at: "try>", terminal)
      try terminal.wait(forText: "done: that is right")
      #expect(terminal.exitStatus() == 0)
    }
  }

  /// Row 80.
  @Test func `hints come one by one, and the solution after a try`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try LessonRobot.walk(LessonRobot.small, in: folder, rows: 60)
      try type("", at: Self.runs, terminal)
      try type("b", at: "answer>", terminal)
      try type(":hint", at: "try>", terminal)
      try terminal.wait(forText: "Twice three.")
      #expect(!terminal.screen.text.contains("It is six."))
      try type(":hint", at: "try>", terminal)
      try terminal.wait(forText: "It is six.")
      try type(":solution", at: "try>", terminal)
      try terminal.wait(forText: "try it once first")
      #expect(!terminal.screen.text.contains("A solution:"))
      try type("w = 5", at: "try>", terminal)
      try type(":solution", at: "try>", terminal)
      try terminal.wait(forText: "A solution:\n  w = 6\n")
    }
  }

  /// Row 81.
  @Test func `a solution that fails its check, and a start that passes it, are found`() throws {
    let wrong = try lint(LessonRobot.small.replacing("w = 6\n", with: "w = 8\n"))
    #expect(wrong.status == 1 && (wrong.output + wrong.error).contains("E0686"))
    let idle = try lint(LessonRobot.small.replacing("w = w + 1", with: "w = 6"))
    #expect(idle.status == 1 && (idle.output + idle.error).contains("E0687"))
    #expect(try lint(LessonRobot.small).status == 0)
  }

  /// Row 82.
  @Test func `who tries things, or starts over, comes back to the lesson as it was`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try LessonRobot.walk(LessonRobot.small, in: folder, rows: 80)
      try type("", at: Self.runs, terminal)
      try type("b", at: "answer>", terminal)
      try type(":play", at: "try>", terminal)
      try type("w = 1000; other = 3", at: "play>", terminal)
      try type(":back", at: "play>", terminal)
      try type("w = w + 0", at: "try>", terminal)
      try terminal.wait(forText: "w is 3.")
      try type("w = 40", at: "try>", terminal)
      try terminal.wait(forText: "w is 40.")
      try type(":reset", at: "try>", terminal)
      try type("w = w * 1", at: "try>", terminal)
      try terminal.wait(for: "the start") { screen in
        screen.text.split(separator: "w is 3.", omittingEmptySubsequences: false).count == 3
      }
    }
  }

  /// Row 83.
  @Test func `progress is one small file that goes elsewhere, goes on there, and can be forgotten`()
    throws
  {
    try TemporaryFolder.use { folder in
      let first = try LessonRobot.walk(LessonRobot.small, in: folder, rows: 50)
      try type("", at: Self.runs, first)
      try type("b", at: "answer>", first)
      try type(":bye", at: "try>", first)
      #expect(first.exitStatus() == 0)
      let kept = try InputFile.read(folder + "/state/nabla/progress.json", limit: 4096)
      try TemporaryFolder.use { elsewhere in
        try AtomicFile.write(kept, to: elsewhere + "/mine.json")
        let path = elsewhere + "/a.nabla.md"
        // Outputs that are stored make no other lesson of it.
        let stored = LessonRobot.small.replacing(
          "w = 2\nw\n```\n", with: "w = 2\nw\n```\n\n```nabla-out value\n2\n```\n")
        try AtomicFile.write(Array(stored.utf8), to: path)
        let surroundings = Product.surroundings(elsewhere).merging(
          ["NABLA_PROGRESS": elsewhere + "/mine.json"]) { $1 }
        let second = try PseudoTerminal(
          [try #require(Product.binary), "walk", path], environment: surroundings, rows: 50,
          columns: 80)
        try type("", at: "-- Enter goes on there, `start` begins anew --", second)
        try type(":forget", at: "try>", second)
        try second.wait(forText: "is forgotten")
        try type(":bye", at: "try>", second)
        #expect(second.exitStatus() == 0)
        let now = try InputFile.read(elsewhere + "/mine.json", limit: 4096)
        #expect(String(decoding: now, as: UTF8.self).contains("\"lessons\": []"))
      }
    }
  }

  /// Row 84.
  @Test func `a known mistake gets its own answer, and no other does`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try LessonRobot.walk(LessonRobot.small, in: folder, rows: 60)
      try type("", at: Self.runs, terminal)
      try type("b", at: "answer>", terminal)
      try type("w = 8", at: "try>", terminal)
      try terminal.wait(forText: "w is 8.")
      #expect(!terminal.screen.text.contains("One too far."))
      try type("w = 14 / 2", at: "try>", terminal)
      try terminal.wait(forText: "One too far.")
      #expect(!terminal.screen.text.contains("w is 7."))
    }
  }
}
