import Support
import TestSupport
import Testing

/// `nabla play` and the questions of `verify --update` on a terminal, key by key.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct PlayKeyTests {
  private let session = """
    ---
    nabla: 1
    seed: 3
    ---
    # Small

    ```nabla
    w = 2
    ```

    <!-- nabla:pause "Look." -->

    ```nabla
    w * 10
    ```

    <!-- nabla:pause -->

    """

  private func play(_ folder: String, _ arguments: [String] = []) throws -> PseudoTerminal {
    let path = folder + "/small.nabla.md"
    try AtomicFile.write(Array(session.utf8), to: path)
    return try PseudoTerminal(
      [try #require(Product.binary), "play", "--speed", "2000", path] + arguments,
      environment: Product.surroundings(folder), rows: 40, columns: 80)
  }

  private static let waits = "-- any key goes on, t tries things, q leaves --"

  @Test func `a recording replaces a recording, and no other file`() throws {
    try TemporaryFolder.use { folder in
      let lesson = folder + "/small.nabla.md"
      try AtomicFile.write(Array(session.utf8), to: lesson)
      let refused = try Product.run(["play", lesson, "--cast", lesson])
      #expect(refused.status != 0 && refused.error.contains("E0698"), "\(refused.error)")
      #expect(try InputFile.read(lesson, limit: 1 << 16) == Array(session.utf8))
      for _ in 0..<2 {
        #expect(try Product.run(["play", lesson, "--cast", folder + "/a.cast"]).status == 0)
      }
    }
  }

  @Test func `a key goes on, and what the audience tries is gone afterwards`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try play(folder, ["--cast", folder + "/a.cast"])
      try terminal.wait(forLine: Self.waits)
      terminal.type("t")
      try terminal.wait(forLine: "play>")
      terminal.type("w = 40\r")
      try terminal.wait(for: "prompt") { $0.text.contains("w = 40") && $0.cursorLine == "play>" }
      terminal.type("print \"tried\", w + 1\r")
      try terminal.wait(forText: "tried 41")
      try terminal.wait(forLine: "play>")
      terminal.type(":back\r")
      try terminal.wait(forText: "w * 10\n20")
      try terminal.wait(forLine: Self.waits)
      terminal.type(" ")
      #expect(terminal.exitStatus() == 0)
      let cast = String(
        decoding: try InputFile.read(folder + "/a.cast", limit: 1 << 20), as: UTF8.self)
      #expect(cast.hasPrefix("{\"version\":2,") && !cast.contains("tried"))
    }
  }

  @Test(arguments: ["q", "\u{3}"]) func `it is left in good order`(key: String) throws {
    try TemporaryFolder.use { folder in
      let terminal = try play(folder)
      try terminal.wait(forLine: Self.waits)
      terminal.type(key)
      #expect(terminal.exitStatus() == (key == "q" ? 0 : 130))
      #expect(terminal.modes == terminal.firstModes)
    }
  }

  @Test func `a key while it types pauses, and the line goes on where it was`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/slow.nabla.md"
      try AtomicFile.write(Array("```nabla\nalpha = 12345 + 0\nalpha\n```\n".utf8), to: path)
      let terminal = try PseudoTerminal(
        [try #require(Product.binary), "play", "--speed", "8", path],
        environment: Product.surroundings(folder), rows: 20, columns: 80)
      try terminal.wait(forText: "nabla> al")
      terminal.type("x")
      try terminal.wait(forText: "-- paused: any key goes on")
      terminal.type("x")
      try terminal.wait(forText: "nabla> alpha = 12345 + 0\n  ...> alpha\n12345", seconds: 60)
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `an update asks, and keeps what was decided before Ctrl-C`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/a.nabla.md"
      let cell = { (number: Int) in "```nabla\n\(number)\n```\n\n```nabla-out value\n9\n```\n" }
      try AtomicFile.write(Array((cell(1) + cell(2)).utf8), to: path)
      let terminal = try PseudoTerminal(
        [try #require(Product.binary), "verify", "--update", path],
        environment: Product.surroundings(folder), rows: 40, columns: 80)
      let question = "store what is there now? y(es), n(o), a(ll that follow), q(uit):"
      try terminal.wait(forLine: question)
      terminal.type("y\r")
      try terminal.wait(for: "second question") {
        $0.text.contains("cell 2") && $0.cursorLine == question
      }
      terminal.type("\u{3}")
      #expect(terminal.exitStatus() == 130)
      let text = String(decoding: try InputFile.read(path, limit: 1 << 16), as: UTF8.self)
      #expect(text == "```nabla\n1\n```\n\n```nabla-out value\n1\n```\n" + cell(2))
    }
  }
}
