import Support
import TestSupport
import Testing

/// A lesson before a class, on screens of a projector.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct ClassWalkTests {
  private static let (runs, goes) = (LessonRobot.runs, LessonRobot.goes)

  @Test(arguments: [(28, 60), (24, 80), (40, 120)])
  func `a class sees one section a page, and the teacher says when it goes on`(
    rows: Int, columns: Int
  ) throws {
    try TemporaryFolder.use { folder in
      let terminal = try LessonRobot.walk(
        LessonRobot.small, in: folder, ["--class"], rows: rows, columns: columns)
      try LessonRobot.type("", at: Self.runs, terminal)
      try terminal.wait(forText: "====\n")
      try LessonRobot.type("w + 100", at: Self.goes, terminal)
      try terminal.wait(forText: "102")
      try LessonRobot.type(":back", at: "play>", terminal)
      try LessonRobot.type(":next", at: Self.goes, terminal)
      // The page before is gone; this one begins at the top, away from the edge.
      try terminal.wait(forText: "How much is w?")
      let title = try #require(terminal.screen.lines.first)
      #expect(title.hasSuffix("Asking") && title.hasPrefix("    "), "\(terminal.screen.text)")
      #expect(!terminal.screen.text.contains("A weight is a number."))
      try LessonRobot.type("", at: "answer>", terminal)
      try terminal.wait(forText: "`:reveal` shows the")
      try LessonRobot.type("a", at: "answer>", terminal)
      try terminal.wait(forText: "Too little.")
      try LessonRobot.type(":reveal", at: "answer>", terminal)
      try terminal.wait(forText: "the answer is b) two")
      try LessonRobot.type("b", at: Self.goes, terminal)
      try terminal.wait(forText: "A weight is a number.")
      try LessonRobot.type(":next", at: Self.goes, terminal)
      try terminal.wait(forText: "answered: b) two")
      try LessonRobot.type("", at: Self.goes, terminal)
      try LessonRobot.type(":solution", at: "try>", terminal)
      try terminal.wait(forText: "A solution:")
      try LessonRobot.type("", at: Self.goes, terminal)
      try LessonRobot.type("", at: Self.runs, terminal)
      try terminal.wait(forText: "60")
      try LessonRobot.type("", at: Self.goes, terminal)
      try terminal.wait(forText: "end of the lesson")
      #expect(terminal.exitStatus() == 0)
      #expect(!InputFile.exists(folder + "/state/nabla/progress.json"))
    }
  }

  @Test func `skipping passes over the rest of a section, which runs unseen`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try LessonRobot.walk(LessonRobot.small, in: folder, ["--class"])
      try LessonRobot.type(":skip", at: Self.runs, terminal)
      try LessonRobot.type("w", at: "answer>", terminal)
      try LessonRobot.type(":next", at: "answer>", terminal)
      try LessonRobot.type("w = 7", at: "try>", terminal)
      try terminal.wait(forText: "One too far.")
      try LessonRobot.type(":hint", at: "try>", terminal)
      try terminal.wait(forText: "Twice three.")
      try LessonRobot.type(":skip", at: "try>", terminal)
      try terminal.wait(forText: "end of the lesson")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `nothing leaves the page before it was read`() throws {
    let words = (1...60).map { "Line number \($0) stands by itself." }.joined(separator: "\n\n")
    try TemporaryFolder.use { folder in
      let terminal = try LessonRobot.walk("# Long\n\n\(words)\n", in: folder, ["--class"])
      var seen: Set<Int> = []
      for _ in 0..<30 {
        try terminal.wait(for: "a prompt", seconds: 60) {
          ["-- Enter: more --", Self.goes].contains($0.cursorLine.trimmingBlanks)
        }
        for number in 1...60 where terminal.screen.text.contains("number \(number) stands") {
          seen.insert(number)
        }
        #expect(terminal.screen.lines[0].contains("Long"), "\(terminal.screen.text)")
        if terminal.screen.cursorLine.trimmingBlanks == Self.goes { break }
        let before = terminal.screen.text
        terminal.type("\r")
        try terminal.wait(for: "the next page") { $0.text != before }
      }
      #expect(seen.count == 60)
    }
  }

  @Test func `a class needs a terminal`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/a.nabla.md"
      try AtomicFile.write(Array(LessonRobot.small.utf8), to: path)
      let result = try Product.run(["walk", "--class", path])
      #expect(result.error.contains("E0650") && result.status != 0, "\(result.error)")
      let both = try Product.run(["walk", "--class", "--no-pause", path])
      #expect(both.error.contains("--no-pause") && both.status != 0)
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
