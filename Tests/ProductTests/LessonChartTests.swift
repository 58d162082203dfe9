import Support
import TestSupport
import Testing

/// How much of a low window the charts of a lesson take.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct LessonChartTests {
  @Test func `a chart behind a training has the rows of one alone, and a net its boxes`() throws {
    try TemporaryFolder.use { folder in
      let lesson = """
        ---
        nabla: 1
        kind: walkthrough
        ---
        ```nabla
        xor = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
        m = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }
        r = train m, xor, epochs=20, batch_size=4
        plot m, xor
        ```

        Two lines.

        ```nabla
        r = train m, xor, epochs=20, batch_size=4
        plot m, xor, kind=net
        ```

        """
      let path = folder + "/net.nabla.md"
      try AtomicFile.write(Array(lesson.utf8), to: path)
      let terminal = try PseudoTerminal(
        [try #require(Product.binary), "walk", path], environment: Product.surroundings(folder),
        rows: 24, columns: 80)
      try LessonRobot.type("", at: LessonRobot.runs, terminal)
      try terminal.wait(forText: "Two lines.")
      let lines = terminal.screen.text.split(separator: "\n", omittingEmptySubsequences: false)
      let title = try #require(lines.lastIndex { $0.hasPrefix("m on table") })
      let below = try #require(lines.firstIndex { $0.hasPrefix("Two lines.") })
      #expect(below - title >= 12, "\(terminal.screen.text)")
      try LessonRobot.type("", at: LessonRobot.runs, terminal)
      try terminal.wait(forText: "pushes down")
      #expect(terminal.screen.text.contains("×2"), "\(terminal.screen.text)")
      #expect(terminal.exitStatus() == 0)
    }
  }
}
