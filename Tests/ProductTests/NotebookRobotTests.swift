import Glibc
import Support
import TestSupport
import Testing

/// A robot at the notebook of the real program: opens, edits, runs, saves, suspends, crashes, recovers.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct NotebookRobotTests {
  @Test func `a session that is opened, run and saved is the same file`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(NotebookRobot.sample, in: folder)
      try terminal.wait(forText: "20")
      terminal.type(":run all\r")
      try terminal.wait(forText: "COMMAND  a.nabla.md  1/3")
      terminal.type("s")
      try terminal.wait(forText: "saved ")
      #expect(try NotebookRobot.file(folder) == NotebookRobot.sample)
      terminal.type("q")
      #expect(terminal.exitStatus() == 0)
      #expect(terminal.screen.text.contains("Two lines") == false)
    }
  }

  @Test func `an edited cell makes others stale; they run again, and the file verifies`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(NotebookRobot.sample, in: folder)
      terminal.type(":run all\rgg")
      terminal.type("j\r")
      try terminal.wait(forText: "EDIT")
      terminal.type("\u{5}1\u{1B}")
      try terminal.wait(forText: "`x` comes from cell 1, which is stale")
      terminal.type("\u{5}")
      try terminal.wait(forText: "stale: `x` changed in cell 1")
      terminal.type("ea")
      try terminal.wait(forText: "210")
      try terminal.wait(for: "nothing stale") { !$0.text.contains("stale") }
      terminal.type(":w\r")
      try terminal.wait(forText: "saved ")
      #expect(
        try NotebookRobot.file(folder)
          == NotebookRobot.sample.replacing("x = 2\n", with: "x = 21\n").replacing(
            "\n20\n", with: "\n210\n")
      )
      terminal.type("q")
      #expect(terminal.exitStatus() == 0)
      let outcome = try Product.run(["verify", folder + "/a.nabla.md"])
      #expect(outcome.status == 0, "\(outcome.output)")
    }
  }

  @Test func `a failing cell changes nothing, and undo, folding and search work`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(NotebookRobot.sample, in: folder)
      terminal.type(":run all\rGb\r")
      try terminal.wait(forText: "EDIT")
      terminal.type("x = 7; nosuch")
      terminal.type("\u{1F}\u{1F}")
      try terminal.wait(forText: "x = 7")
      terminal.type("; nosuch\u{1B}")
      try terminal.wait(forText: "COMMAND")
      terminal.type("\u{5}")
      try terminal.wait(forText: "error E0101: there is no value called `nosuch`")
      terminal.type("o")
      try terminal.wait(forText: "folded, o opens")
      terminal.type("/two LINES\r")
      try terminal.wait(forText: "1/4")
      terminal.type("Gdd")
      try terminal.wait(forText: "z brings it back")
      terminal.type("zb\rx\u{1B}")
      try terminal.wait(forText: "[4] x")
      terminal.type("\u{5}")
      try terminal.wait(for: "the old value") { $0.lines.contains("▌     2") }
      terminal.type("q")
      try terminal.wait(forText: "not saved: s)ave and leave")
      terminal.type("d")
      #expect(terminal.exitStatus() == 0)
      #expect(try NotebookRobot.file(folder) == NotebookRobot.sample)
    }
  }

  @Test func `an error that is meant does not keep the cells below from running`() throws {
    try TemporaryFolder.use { folder in
      let text =
        "```nabla {expect=error}\nnosuch\n```\n\n```nabla\n6 * 7\n```\n\n```nabla\nalso_not\n```\n\n```nabla\n8 * 8\n```\n"
      let terminal = try NotebookRobot.open(text, in: folder)
      terminal.type(":run all\r")
      try terminal.wait(forText: "called `also_not`")
      #expect(terminal.screen.text.contains("42") && !terminal.screen.text.contains("64"))
      terminal.type(":q!\r")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `one edits elsewhere while a cell trains, and C-c loses nothing`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(NotebookRobot.training, in: folder, rows: 40)
      terminal.type("j\u{5}")
      try terminal.wait(forText: "epoch ")
      terminal.type("j\r")
      try terminal.wait(forText: "EDIT")
      terminal.type("# typed meanwhile\r\u{1B}")
      try terminal.wait(forText: "# typed meanwhile")
      terminal.type(":w\r")
      try terminal.wait(forText: "saved ")
      terminal.type("\u{3}")
      try terminal.wait(forText: "c)ontinue")
      terminal.type("l0.5\r")
      try terminal.wait(forText: "COMMAND")
      terminal.type("ii")
      try terminal.wait(forText: "c)ontinue")
      terminal.type("s")
      try terminal.wait(forText: "run r: m on d")
      try terminal.wait(forText: "r.learning_rate = 0.5 }")
      terminal.type("s")
      try terminal.wait(forText: "saved ")
      terminal.type("q")
      #expect(terminal.exitStatus() == 0)
      #expect(try NotebookRobot.file(folder).contains("# typed meanwhile\nx = 5"))
      let outcome = try Product.run(["verify", folder + "/a.nabla.md"])
      #expect(
        outcome.output.contains("2 ok") && !outcome.output.contains("differs"), "\(outcome.output)")
    }
  }

  @Test func `a training in the background goes on while other cells run`() throws {
    try TemporaryFolder.use { folder in
      let text = NotebookRobot.training.replacing("100000000\n", with: "100000000 &\n")
      let terminal = try NotebookRobot.open(text, in: folder, rows: 50)
      terminal.type("j\u{12}")
      try terminal.wait(forText: "trains in the background")
      terminal.type("\u{5}b\rr.step > 0\u{1B}\r")
      try terminal.wait(forText: "true")
      terminal.type("ii")
      try terminal.wait(forText: "c)ontinue")
      terminal.type("s")
      try terminal.wait(forText: "run r: m on d")
      terminal.type("qd")
      #expect(terminal.exitStatus() == 0)
    }
  }

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
      terminal.type("d")
      try terminal.wait(forText: "second was discarded")
      terminal.type("Gb\r[first.step > 0]\u{1B}\u{5}")
      try terminal.wait(forText: "▌     true")
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
      try terminal.wait(forText: "saved ")
      #expect(terminal.screen.text.contains(shown + "!"))
      terminal.type("q")
      #expect(terminal.exitStatus() == 0)
      #expect(try NotebookRobot.file(folder) == text.replacing("end", with: "end!"))
    }
  }

  @Test func `it is resized, and goes on after Ctrl-Z where nobody can stop it`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(NotebookRobot.sample, in: folder)
      for (rows, columns) in [(10, 40), (3, 10), (1, 1), (60, 160), (24, 80)] {
        terminal.resize(rows: rows, columns: columns)
        terminal.type("jk")
      }
      try terminal.wait(forText: "COMMAND  a.nabla.md  1/3")
      // A program that leads its session is not stopped; the benchmark does it below a shell.
      terminal.type("\u{1A}")
      terminal.type("G")
      try terminal.wait(forText: "COMMAND  a.nabla.md  3/3")
      terminal.type("q")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `the prompt opens a notebook and comes back`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(NotebookRobot.sample.utf8), to: folder + "/a.nabla.md")
      let terminal = try Product.prompt(in: folder)
      terminal.type("q = 1\r:open \(folder)/a.nabla.md\r")
      try terminal.wait(forText: "COMMAND  a.nabla.md")
      terminal.type(":run all\rq")
      try terminal.wait(forLine: "nabla[2]>")
      terminal.type("q + 1\r")
      try terminal.wait(for: "the value") { $0.lines.contains("2") }
    }
  }

  @Test func `off a terminal and in plain mode it says why not`() throws {
    let outcome = try Product.run(["open", "x.nabla.md"])
    #expect(outcome.status == 69 && outcome.error.contains("E0708"))
  }

  @Test func `hundreds of random keys do no harm, and every save can be read`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(NotebookRobot.sample, in: folder)
      let keys =
        "jkGabxcvzmyMolnN/:hw \r\u{1B}\t\u{7F}123xy={}()`#\u{5}\u{12}".map(String.init)
        + ["dd", "ii", "ea", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}\r", "\u{1F}"]
      for round in 0..<20 {
        let numbers = MixedNumbers(seed: UInt32(round), low: 0, high: Double(keys.count))
        let text = numbers.numbers(count: 30).map { keys[Int($0)] }.joined()
        terminal.type(text)
        // Back to the command mode, whatever is open, and saved.
        terminal.type("\u{1B}")
        terminal.type("\u{1B}\u{1B}n")
        terminal.type(":w!\r")
        try terminal.wait(forText: "saved ")
        let outcome = try Product.run(["verify", folder + "/a.nabla.md"])
        #expect(outcome.status < 2, "\(outcome.output)\(outcome.error)")
      }
      terminal.type(":q!\r")
      #expect(terminal.exitStatus() == 0)
    }
  }
}
