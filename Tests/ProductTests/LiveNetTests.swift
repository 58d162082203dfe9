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

  /// Leaves the screen, stops the run, asks for weights, and gives the session as it was saved, which has to give the
  /// same weights again, to the last digit that is shown.
  private func saved(
    _ terminal: PseudoTerminal, after run: String, asking weights: String, in folder: String
  ) throws -> String {
    let path = folder + "/live.nabla.md"
    terminal.type("q")
    try terminal.wait(forText: "nabla[", seconds: 10)
    terminal.type(":stop \(run)\r")
    try terminal.wait(forText: run, seconds: 10)
    terminal.type("sum(abs(\(weights)))\r")
    try terminal.wait(forText: "sum(abs(\(weights)))", seconds: 20)
    terminal.type(":save \(path)\r")
    try terminal.wait(for: "the file", seconds: 20) { _ in
      (try? InputFile.read(path, limit: 1 << 20)) != nil
    }
    terminal.type(":quit\r")
    #expect(terminal.exitStatus(seconds: 10) == 0)
    let outcome = try Product.run(["verify", path])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    return String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
  }

  @Test func `pause, slower, a unit more, and the saved session gives the same weights`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type(setup)
      try terminal.wait(forText: "r trains in the background", seconds: 30)
      terminal.type(":live net r\r")
      try terminal.wait(forText: "runs, 20 steps/s", seconds: 20)
      try terminal.wait(forText: "hidden  tanh ×4", seconds: 20)
      terminal.type("-")
      try terminal.wait(forText: "runs, 10 steps/s", seconds: 20)
      terminal.type(" ")
      try terminal.wait(forText: "paused", seconds: 20)
      terminal.type("U")
      try terminal.wait(forText: "hidden  tanh ×5", seconds: 20)
      try terminal.wait(forText: "r_2   step", seconds: 20)
      let saved = try saved(terminal, after: "r_2", asking: "m_2.hidden.kernel", in: folder)
      #expect(saved.contains("resize m, layer=\"hidden\", units=5"), "\(saved)")
      #expect(saved.contains("{ stop r }"), "\(saved)")
    }
  }

  @Test func `Ctrl-C leaves no unit undrawn, and a unit more afterwards begins where it waits`()
    throws
  {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type(setup)
      try terminal.wait(forText: "r trains in the background", seconds: 30)
      terminal.type(":live net r\r")
      try terminal.wait(forText: "runs, 20 steps/s", seconds: 20)
      terminal.type("\u{3}")
      try terminal.wait(forText: "c)ontinue", seconds: 20)
      // Weights that were not drawn before.
      terminal.type("\u{1B}[H")
      try terminal.wait(forText: "step 0", seconds: 20)
      #expect(!terminal.screen.text.contains("no sample wakes"))
      // Who looks back changes nothing there.
      terminal.type("U")
      try terminal.wait(forText: "End first", seconds: 20)
      terminal.type("\u{1B}[F")
      try terminal.wait(for: "the newest step", seconds: 20) { !$0.text.contains("End first") }
      terminal.type("U")
      try terminal.wait(forText: "r_2   step 0 ", seconds: 20)
      try terminal.wait(forText: "hidden  tanh ×5", seconds: 20)
      #expect(!terminal.screen.text.contains("no sample wakes"))
      terminal.type("q")
      try terminal.wait(forText: "nabla[", seconds: 10)
    }
  }

  @Test
  func
    `a layer, columns, noise and a rate change a run, and the saved session gives the same weights`()
    throws
  {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type(setup)
      try terminal.wait(forText: "r trains in the background", seconds: 30)
      terminal.type(":live r\r")
      try terminal.wait(forText: "Tab net", seconds: 20)
      terminal.type("\t")
      try terminal.wait(forText: "hidden  tanh ×4", seconds: 10)
      terminal.type("L")
      try terminal.wait(forText: "hidden_2", seconds: 20)
      try terminal.wait(forText: "r_2   step", seconds: 20)
      terminal.type("f")
      try terminal.wait(forText: "1 x1²", seconds: 20)
      terminal.type("14\r")
      try terminal.wait(forText: "r_3   step", seconds: 20)
      terminal.type("n")
      try terminal.wait(forText: "noise of the points (now 0)", seconds: 20)
      terminal.type("0.5\r")
      try terminal.wait(forText: "r_4   step", seconds: 20)
      terminal.type("r0.02\r")
      try terminal.wait(forText: "rate 0.02", seconds: 10)
      terminal.type("l")
      try terminal.wait(forText: "r_5   step", seconds: 20)
      let saved = try saved(terminal, after: "r_5", asking: "m_4.hidden_2.kernel", in: folder)
      for line in [
        "after=\"hidden\"", "features=features", "noise=0.5", "learning_rate = 0.02",
        "without=\"hidden\"", "epochs=2000",
      ] {
        #expect(saved.contains(line), "\(line): \(saved)")
      }
    }
  }

  @Test func `a run that has ended is gone along, in its curves and in its net`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type(
        """
        d = data generated(spiral, 200)\r\
        m = model 2 { hidden: dense 4, activation=tanh; dense 1, activation=sigmoid }\r\
        r = train m, d, epochs=300\r\
        :live r\r
        """)
      try terminal.wait(forText: "m after step 2100", seconds: 60)
      // The cursor begins at the end; Home is the first step.
      terminal.type("\u{1B}[H")
      try terminal.wait(forText: "m after step 1", seconds: 10)
      terminal.type("x")
      try terminal.wait(forText: "epoch", seconds: 20)
      terminal.type("\t")
      try terminal.wait(forText: "left right along", seconds: 10)
      terminal.type("\u{1B}[D")
      // The step itself, or on a busy machine the nearest before it that is kept.
      try terminal.wait(forText: " of 2,100", seconds: 10)
      terminal.type("q")
      try terminal.wait(forText: "nabla[", seconds: 10)
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
      try terminal.wait(forText: "hidden  tanh ×4", seconds: 20)
      terminal.type("?")
      try terminal.wait(forText: "faster and slower", seconds: 20)
      terminal.type("?")
      try terminal.wait(forText: "ask what to do with the run", seconds: 20)
      terminal.type("qq")
      try terminal.wait(forText: "nabla[", seconds: 10)
      terminal.type("2 + 40\r")
      try terminal.wait(forText: "42", seconds: 10)
    }
  }
}
