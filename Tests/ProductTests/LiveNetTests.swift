import Support
import Testing
import TestSupport

/// The live net at a terminal, as a class sees it.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct LiveNetTests {
  private let setup = """
    d = data generated(spiral, 200)\r\
    m = model 2 { hidden: dense 4, activation=tanh; dense 1, activation=sigmoid }\r\
    :set speed 20\r\
    r = train m, d, epochs=2000, optimizer=adam(0.01) &\r
    """

  @Test func `pause, slower, a unit more, and the saved session gives the same weights`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type(setup)
      try terminal.wait(forText: "r trains in the background", seconds: 30)
      terminal.type(":live net r\r")
      try terminal.wait(forText: "runs, 20 steps/s", seconds: 20)
      try terminal.wait(forText: "hidden  tanh ×4", seconds: 5)
      terminal.type("-")
      try terminal.wait(forText: "runs, 10 steps/s", seconds: 5)
      terminal.type(" ")
      try terminal.wait(forText: "paused", seconds: 5)
      terminal.type("U")
      try terminal.wait(forText: "hidden  tanh ×5", seconds: 20)
      try terminal.wait(forText: "hidden has 5 units in r_2", seconds: 5)
      terminal.type("q")
      try terminal.wait(forText: "nabla[", seconds: 10)
      terminal.type(":stop r_2\r")
      try terminal.wait(forText: "r_2", seconds: 10)
      terminal.type("sum(abs(m_2.hidden.kernel))\r")
      try terminal.wait(forText: "sum(abs(m_2.hidden.kernel))", seconds: 5)
      terminal.type(":save \(folder)/live.nabla.md\r")
      try terminal.wait(for: "the file", seconds: 20) { _ in
        (try? InputFile.read(folder + "/live.nabla.md", limit: 1 << 20)) != nil
      }
      terminal.type(":quit\r")
      #expect(terminal.exitStatus(seconds: 10) == 0)
      let saved = String(
        decoding: try InputFile.read(folder + "/live.nabla.md", limit: 1 << 20), as: UTF8.self)
      #expect(saved.contains("resize m, layer=\"hidden\", units=5"), "\(saved)")
      #expect(saved.contains("{ stop r }"), "\(saved)")
      // The same weights again, to the last digit that is shown.
      let outcome = try Product.run(["verify", folder + "/live.nabla.md"])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    }
  }

  @Test func `a small window shows boundary and loss, and Tab the layers`() throws {
    try TemporaryFolder.use { folder in
      let binary = try #require(Product.binary)
      let terminal = try PseudoTerminal(
        [binary], environment: Product.surroundings(folder), rows: 15, columns: 60)
      try terminal.wait(forLine: "nabla[1]>")
      terminal.type(setup)
      try terminal.wait(forText: "r trains in the background", seconds: 30)
      terminal.type(":live net\r")
      try terminal.wait(forText: "space pause", seconds: 20)
      terminal.type("\t")
      try terminal.wait(forText: "hidden  tanh ×4", seconds: 5)
      terminal.type("?")
      try terminal.wait(forText: "faster and slower", seconds: 5)
      terminal.type("qq")
      try terminal.wait(forText: "nabla[", seconds: 10)
      terminal.type("2 + 40\r")
      try terminal.wait(forText: "42", seconds: 10)
    }
  }
}
