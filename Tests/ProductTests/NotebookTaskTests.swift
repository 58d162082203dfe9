import Support
import TestSupport
import Testing

/// Exercises and questions in the notebook, key by key.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct NotebookTaskTests {
  private func wait(_ terminal: PseudoTerminal, _ texts: String..., without: [String] = []) throws {
    try terminal.wait(for: "\(texts)", seconds: 60) { screen in
      texts.allSatisfy(screen.text.contains) && !without.contains(where: screen.text.contains)
    }
  }

  @Test(arguments: [(24, 80), (40, 120)])
  func `a question is answered and an exercise done in their places, and the file stays as it is`(
    rows: Int, columns: Int
  ) throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(
        LessonRobot.small, in: folder, rows: rows, columns: columns)
      try wait(terminal, "How much is w?", without: ["Indeed", "answer=b", "Twice three"])
      // The cell, then the question.
      terminal.type("j\u{12}")
      try wait(terminal, "[1] w = 2")
      terminal.type("j\r")
      try wait(terminal, "answer>")
      terminal.type("a\r")
      try wait(terminal, "Too little. Not that; try again.")
      terminal.type("\rtwo\r")
      try wait(terminal, "right: b) two. Indeed.")
      terminal.type("jj")
      try wait(terminal, "Goal: Make w 6.", "w = w + 1", without: ["w = 6\n"])
      terminal.type(":solution\r")
      try wait(terminal, "try it once first")
      terminal.type("\u{5}")
      try wait(terminal, "w is 3.")
      terminal.type("t")
      try wait(terminal, "Hint: Twice three.", without: ["It is six"])
      terminal.type("t")
      try wait(terminal, "It is six.")
      terminal.type("\r\u{5}\u{15}w = 7\u{1B}")
      try wait(terminal, "w = 7", "h help")
      terminal.type("\u{5}")
      try wait(terminal, "One too far.")
      terminal.type("\r\u{5}\u{15}w = 2 * 3\u{1B}")
      try wait(terminal, "w = 2 * 3", "h help")
      terminal.type("\u{5}")
      try wait(terminal, "done: that is right")
      terminal.type("j\u{5}")
      try wait(terminal, "60")
      terminal.type(":q!\r")
      #expect(terminal.exitStatus() == 0)
      #expect(try NotebookRobot.file(folder) == LessonRobot.small)
      let kept = try InputFile.read(folder + "/state/nabla/progress.json", limit: 1 << 16)
      let text = String(decoding: kept, as: UTF8.self)
      #expect(text.contains("w = 2 * 3") && text.contains("\"tries\": 3"), "\(text)")
      // Opened again, all of it is there.
      let again = try NotebookRobot.open(nil, in: folder, rows: 40)
      try wait(again, "answered before: b) two", "w = 2 * 3", "solved before")
      again.type("q")
      #expect(again.exitStatus() == 0)
      // A walk counts the same answers.
      let menu = try LessonRobot.walk(LessonRobot.small, in: folder)
      try LessonRobot.type(":progress", at: LessonRobot.runs, menu)
      try menu.wait(
        forText: "1 question: 0 right at once, 1 later\n1 exercise: 0 solved at once, 1 later")
    }
  }

  @Test func `a solution that was asked for is what follows stands on`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(LessonRobot.small, in: folder, rows: 50)
      try wait(terminal, "Goal: Make w 6.")
      terminal.type("j\u{12}jjj\u{5}")
      try wait(terminal, "w is 3.")
      terminal.type(":solution\r")
      try wait(terminal, "A solution:", "the solution below has run", "  w = 6")
      terminal.type("j\u{5}")
      try wait(terminal, "60")
      terminal.type(":author\r")
      try wait(terminal, "b) two :: Indeed.", "when w == 7")
      terminal.type(":w\r")
      try wait(terminal, "saved")
      terminal.type(":q!\r")
      _ = terminal.exitStatus()
      let text = try NotebookRobot.file(folder)
      #expect(text.contains("```nabla-try {#make goal=\"Make w 6.\"}\nw = w + 1\n```\n"))
      #expect(text.contains("b) two :: Indeed."))
    }
  }
}
