import Support
import TestSupport
import Testing

/// What a beginner types in a lesson that is no answer yet: looks, names, English.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct WalkTrialTests {
  @Test func `a look at a value is no attempt, and a value is told with its name`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try LessonRobot.walk(LessonRobot.small, in: folder, rows: 60)
      try LessonRobot.type("", at: LessonRobot.runs, terminal)
      try LessonRobot.type("b", at: "answer>", terminal)
      try LessonRobot.type("w = 7", at: "try>", terminal)
      try terminal.wait(forText: "One too far.")
      try LessonRobot.type("w * 3", at: "try>", terminal)
      try terminal.wait(forText: "try> w * 3\n21\ntry>")
      try LessonRobot.type("v = 9", at: "try>", terminal)
      try terminal.wait(forText: "`v` is set; the exercise looks at `w`")
      try LessonRobot.type("6", at: "try>", terminal)
      try terminal.wait(forText: "6 is a value; the exercise looks at `w`: write `w = 6`")
      try LessonRobot.type("what is this", at: "try>", terminal)
      try terminal.wait(forText: "That is no line of nabla.")
      try LessonRobot.type("w = 6", at: "try>", terminal)
      try terminal.wait(forText: "done: that is right")
    }
  }

  @Test func `a name that is a letter is shown, and commands have a colon there`() throws {
    try TemporaryFolder.use { folder in
      let lesson = """
        ---
        nabla: 1
        kind: walkthrough
        ---
        ```nabla
        b = 20 + 2
        ```

        ```nabla
        b + 1
        ```

        """
      let path = folder + "/letters.nabla.md"
      try AtomicFile.write(Array(lesson.utf8), to: path)
      let terminal = try PseudoTerminal(
        [try #require(Product.binary), "walk", path], environment: Product.surroundings(folder),
        rows: 60, columns: 80)
      try LessonRobot.type("", at: LessonRobot.runs, terminal)
      try terminal.wait(forText: "nabla> b + 1\n" + LessonRobot.runs)
      try LessonRobot.type("b", at: LessonRobot.runs, terminal)
      try terminal.wait(forText: "\n22\nplay>")
      try LessonRobot.type("next", at: "play>", terminal)
      try terminal.wait(forText: "names and weights are as before")
      try LessonRobot.type(":back", at: LessonRobot.runs, terminal)
      try LessonRobot.type("quit", at: LessonRobot.goes, terminal)
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `behind a solution things can be tried before the lesson ends`() throws {
    try TemporaryFolder.use { folder in
      let end = try #require(LessonRobot.small.firstRange(of: "```nabla\nw * 10"))
      let path = folder + "/ends.nabla.md"
      try AtomicFile.write(Array(String(LessonRobot.small[..<end.lowerBound]).utf8), to: path)
      let terminal = try PseudoTerminal(
        [try #require(Product.binary), "walk", path], environment: Product.surroundings(folder),
        rows: 60, columns: 80)
      try LessonRobot.type("", at: LessonRobot.runs, terminal)
      try LessonRobot.type("b", at: "answer>", terminal)
      try LessonRobot.type("w = 7", at: "try>", terminal)
      try LessonRobot.type(":solution", at: "try>", terminal)
      try LessonRobot.type("w", at: LessonRobot.goes, terminal)
      try terminal.wait(forText: "\n6\nplay>")
      try LessonRobot.type("", at: "play>", terminal)
      try LessonRobot.type("", at: LessonRobot.goes, terminal)
      try terminal.wait(forText: "end of the lesson")
      #expect(terminal.exitStatus() == 0)
    }
  }
}
