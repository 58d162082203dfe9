import Glibc
import Support
import TestSupport
import Testing

/// A robot at the notebook: which training is meant, what is ended, which file is open, what is kept.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct NotebookSafetyTests {
  /// Two models that train in the background, and a cell that computes for long.
  private static let two = """
    ```nabla
    d = generated(gauss, 64)
    a = model 2 { dense 1, activation=sigmoid }
    b = model 2 { dense 1, activation=sigmoid }
    ```

    ```nabla
    first = train a, d, epochs=100000000 &
    ```

    ```nabla
    second = train b, d, epochs=100000000 &
    ```

    ```nabla
    for i in 0..900000 { x = i * 2 + 1 }
    ```

    ```nabla
    6 * 7
    ```

    """

  @Test func `with two trainings the pause menu means the one that it names`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(Self.two, in: folder, rows: 60, columns: 100)
      terminal.type("\u{12}\u{12}\u{12}")
      try terminal.wait(forText: "second trains in the background")
      terminal.type("ii")
      try terminal.wait(forText: "second paused at")
      terminal.type("dy")
      try terminal.wait(forText: "second was discarded")
      terminal.type("Gb\r[first.step > 0]\u{1B}\u{5}")
      try terminal.wait(forText: "▌     [1]")
      terminal.type("b\rsecond\u{1B}\u{5}")
      try terminal.wait(forText: "there is no value called `second`")
      terminal.type("ii")
      try terminal.wait(forText: "first paused at")
      terminal.type("c")
      try terminal.wait(forText: "COMMAND")
      terminal.type(":q!\r")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `restart and leaving end the cell that computes`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(Self.two, in: folder, rows: 50, columns: 100)
      terminal.type("\u{5}jjj\u{5}")
      try terminal.wait(forText: "running")
      terminal.type("00y")
      try terminal.wait(forText: "all values are gone")
      #expect(!terminal.screen.text.contains("E0999"))
      terminal.type("j\u{5}")
      try terminal.wait(forText: "42")
      terminal.type("k\u{5}")
      try terminal.wait(forText: "running")
      terminal.type(":q!\r")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `undo takes back text, values and weights together`() throws {
    let text = """
      ```nabla
      d = generated(gauss, 64)
      m = model 2 { dense 1, activation=sigmoid }
      b = m.dense.bias
      ```

      ```nabla
      r = train m, d, epochs=3, optimizer=adam(0.5)
      ```

      ```nabla
      [m.dense.bias == b, r.epochs]
      ```

      """
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(text, in: folder, rows: 60, columns: 100)
      terminal.type("\u{5}j\u{5}")
      try terminal.wait(forText: "3 epochs")
      terminal.type("\r\u{1}# again\n\u{1B}\u{5}")
      try terminal.wait(for: "the second run") {
        $0.text.contains("# again") && $0.text.contains("3 epochs")
      }
      terminal.type(":undo\r")
      try terminal.wait(forText: "cell 2 is as it was before it ran again")
      #expect(!terminal.screen.text.contains("# again"))
      #expect(terminal.screen.text.contains("3 epochs"))
      terminal.type(":undo\r")
      try terminal.wait(forText: "cell 2 has not run")
      #expect(!terminal.screen.text.contains("3 epochs"))
      terminal.type("b\rsum(abs(m.dense.bias - b)) == 0\u{1B}\u{5}")
      try terminal.wait(forText: "true")
      terminal.type(":q!\r")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `another file is opened in the same place, and no edits are lost`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("# Other\n\n```nabla\n1\n```\n".utf8), to: folder + "/b.nabla.md")
      let terminal = try NotebookRobot.open(NotebookRobot.sample, in: folder, columns: 120)
      terminal.type("j\r\u{5}00\u{1B}")
      try terminal.wait(for: "the edit") {
        $0.text.contains("x = 200") && $0.text.contains("COMMAND")
      }
      terminal.type(":e \(folder)/b.nabla.md\r")
      try terminal.wait(forText: "s)ave and open")
      terminal.type("x:w \(folder)/b.nabla.md\r")
      try terminal.wait(forText: "is there already")
      terminal.type(":e \(folder)/b.nabla.md\rs")
      try terminal.wait(forText: "Other")
      #expect(try NotebookRobot.file(folder).contains("x = 200\n"))
      terminal.type(":e \(folder)/a.nabla.md\r")
      try terminal.wait(forText: "x = 200")
      terminal.type("q")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test(arguments: [(true, true), (false, true), (false, false)])
  func `joined emoji and accents are kept, and the cursor is right`(joins: Bool, answers: Bool)
    throws
  {
    try TemporaryFolder.use { folder in
      let path = folder + "/a.nabla.md"
      let family = "👩\u{200D}👩\u{200D}👧"
      let text = "# T\n\n```nabla\n# \(family) e\u{301} 👍🏽 end\n```\n"
      try AtomicFile.write(Array(text.utf8), to: path)
      let terminal = try PseudoTerminal(
        [try #require(Product.binary), "open", path], environment: Product.surroundings(folder),
        joins: joins, answers: answers)
      // Without joining the joiners draw nothing, and the library leaves them out.
      let shown = (joins ? family : "👩👩👧") + " e\u{301} 👍🏽 end"
      try terminal.wait(for: "the text") { $0.text.contains(shown) }
      terminal.type("j\r\u{5}")
      try terminal.wait(for: "the cursor behind the end") { screen in
        screen.row == 2 && screen.column == 6 + (joins ? 13 : 19) && screen.text.contains("EDIT")
      }
      terminal.type("!")
      try terminal.wait(for: "the sign") { $0.text.contains(shown + "!") }
      terminal.type("\u{1B}")
      try terminal.wait(for: "the end of editing") { $0.text.contains("COMMAND") }
      terminal.type("kjs")
      // Joined signs are written after the rest of the screen.
      try terminal.wait(for: "the text, saved") {
        $0.text.contains("saved ") && $0.text.contains(shown + "!")
      }
      terminal.type("q")
      #expect(terminal.exitStatus() == 0)
      #expect(try NotebookRobot.file(folder) == text.replacing("end", with: "end!"))
    }
  }
}
