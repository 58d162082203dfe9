import Glibc
import Support
import TestSupport
import Testing

/// A session that loses its terminal, or is killed, comes back.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct RecoveryTests {
  private let setup = """
    d = data generated(moons, 100)\r\
    m = model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }\r\
    r = train m, d, epochs=4\r\
    x = sum(m.dense.kernel)\r
    """

  @Test func `a session that cannot be written says so once, and once that it is`() throws {
    try TemporaryFolder.use { folder in
      // A file lies where the folder of the journals should be.
      try Directories.make(folder + "/state/nabla")
      try AtomicFile.write([], to: folder + "/state/nabla/journal")
      let terminal = try Product.prompt(in: folder)
      terminal.type("a = 1\r")
      try terminal.wait(forText: "note: this session cannot be recovered")
      terminal.type("b = 2\r")
      try terminal.wait(forLine: "nabla[3]>")
      #expect(terminal.screen.lines.count { $0.contains("cannot be recovered") } == 1)
      unlink(folder + "/state/nabla/journal")
      terminal.type("c = 3\r")
      try terminal.wait(forText: "note: all of this session is on the disk now")
      terminal.signal(SIGKILL)
      _ = terminal.exitStatus(seconds: 10)
      let again = try PseudoTerminal(
        [try #require(Product.binary), "recover"], environment: Product.surroundings(folder),
        rows: 50, columns: 100)
      again.type("print a, b, c\r")
      try again.wait(forText: "1 2 3")
    }
  }

  @Test(arguments: [SIGKILL, SIGHUP, SIGTERM])
  func `what was there before a signal is there after nabla recover`(signal: Int32) throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type(setup)
      try terminal.wait(forLine: "nabla[5]>")
      terminal.type("s = train copy(m), d, epochs=100000000 &\r")
      try terminal.wait(for: "the status") { $0.cursorLine.hasPrefix("nabla[6] s ") }
      terminal.type("x\r")
      try terminal.wait(for: "the next prompt") { $0.cursorLine.hasPrefix("nabla[7] s ") }
      let shown = try #require(
        terminal.screen.lines.last { $0.first?.isNumber == true || $0.first == "-" })
      terminal.type("y = s.step\ry\r")
      try terminal.wait(for: "the step") { $0.cursorLine.hasPrefix("nabla[9] s ") }
      let step = try #require(terminal.screen.lines.last { $0.first?.isNumber == true })
      terminal.type("half typed")
      terminal.signal(signal)
      let status = terminal.exitStatus(seconds: 10)
      if signal != SIGKILL { #expect(status == 128 + signal) }

      let next = try Product.prompt(in: folder)
      try next.wait(forText: "was not left in good order: `nabla recover` brings it back")
      next.type("\u{4}")
      #expect(next.exitStatus() == 0)

      let again = try PseudoTerminal(
        [try #require(Product.binary), "recover"], environment: Product.surroundings(folder),
        rows: 50, columns: 100)
      try again.wait(forText: "recovered the session of")
      try again.wait(forLine: "nabla[9]>")
      again.type("y\r")
      try again.wait(for: "the step") { $0.lines.contains(step) }
      again.type("x\r")
      try again.wait(for: "the value") { $0.lines.contains(shown) }
      again.type("r.epochs\r")
      try again.wait(for: "the epochs") { $0.lines.contains("4") }
      // Told to end, a training is kept as it is; killed, as it was when it was last kept.
      again.type(signal == SIGKILL ? "s.step >= 0\r" : "s.step > 0\r")
      try again.wait(for: "the run") { $0.lines.contains("true") }
      again.type(":quit\r")
      #expect(again.exitStatus() == 0)
      let list = try Product.run(
        ["recover", "--list"], environment: ["XDG_STATE_HOME": folder + "/state"])
      #expect(list.output.contains("inputs  left"))
      #expect(!list.output.contains("lost"), "\(list.output)")
    }
  }

  @Test func `what a program printed is not told as an error when it is made again`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type("print \"error in hand\"; a = 7\r")
      try terminal.wait(forLine: "nabla[2]>")
      terminal.signal(SIGKILL)
      _ = terminal.exitStatus(seconds: 10)
      let again = try PseudoTerminal(
        [try #require(Product.binary), "recover"], environment: Product.surroundings(folder),
        rows: 50, columns: 100)
      try again.wait(forLine: "nabla[2]>")
      #expect(!again.screen.lines.contains("error in hand"))
      again.type("a\r")
      try again.wait(for: "the value") { $0.lines.contains("7") }
    }
  }

  @Test func `without a lost session there is nothing to recover`() throws {
    let outcome = try Product.run(["recover"])
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("no session is kept"))
  }
}
