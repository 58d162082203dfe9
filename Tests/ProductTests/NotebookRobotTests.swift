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
      // A frame may come in two reads: the menu below the status line is the old one for a moment.
      try terminal.wait(for: "the menu to be gone") {
        $0.text.contains("COMMAND") && !$0.text.contains("c)ontinue")
      }
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
