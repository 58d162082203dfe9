import Glibc
import Testing
import TestSupport

/// Ctrl-C and signals while a training runs.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct InterruptTests {
  private let setup = """
    d = data generated(spiral, 2000)\r\
    m = model 2 { dense 32, activation=tanh; dense 1, activation=sigmoid }\r\
    before = sum(abs(m.dense.kernel))\r
    """
  private let training = "train m, d, epochs=100000, optimizer=adam, loss=binary_crossentropy\r"

  @Test func `Ctrl-C pauses a training at once, and s keeps the weights`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type(setup)
      try terminal.wait(forLine: "nabla[4]>")
      terminal.type(training)
      try terminal.wait(for: "progress", seconds: 60) {
        $0.text.contains("epoch") && $0.brailleCount > 0
      }
      let pressed = ContinuousClock.now
      terminal.type("\u{3}")
      try terminal.wait(forText: "c)ontinue b)ackground", seconds: 5)
      // 100 ms and the rest of a step are promised; the rest is for a busy machine.
      #expect(ContinuousClock.now - pressed < .seconds(2))
      terminal.type("s")
      try terminal.wait(forLine: "nabla[5]>", seconds: 5)
      terminal.type("before == sum(abs(m.dense.kernel))\r")
      try terminal.wait(forText: "false")
      terminal.type("2 + 40\r")
      try terminal.wait(forText: "42")
      terminal.type(":quit\r")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `a termination signal ends with 143`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.signal(SIGTERM)
      #expect(terminal.exitStatus() == 143)
    }
  }

  @Test func `a termination signal ends a training with 143`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type(setup + training)
      try terminal.wait(for: "progress", seconds: 60) { $0.brailleCount > 0 }
      terminal.signal(SIGTERM)
      #expect(terminal.exitStatus(seconds: 5) == 143)
    }
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func `a signal during a program leaves with its status`(signal: Int32, status: Int32) throws {
    try TemporaryFolder.use { folder in
      let binary = try #require(Product.binary)
      let program = """
        d = data generated(spiral, 2000)
        m = model 2 { dense 32, activation=tanh; dense 1, activation=sigmoid }
        train m, d, epochs=100000, optimizer=adam, loss=binary_crossentropy
        train m, d, epochs=100000, optimizer=adam, loss=binary_crossentropy
        """
      let terminal = try PseudoTerminal(
        [binary, "-c", program], environment: Product.surroundings(folder), rows: 50,
        columns: 100)
      try terminal.wait(for: "progress", seconds: 60) { $0.brailleCount > 0 }
      if signal == SIGINT { terminal.type("\u{3}") } else { terminal.signal(signal) }
      #expect(terminal.exitStatus(seconds: 5) == status)
    }
  }
}
