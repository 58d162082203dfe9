import Glibc
import Support
import TestSupport
import Testing

/// `init.nabla` of the configuration folder, run before the first prompt.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct InitFileTests {
  private func withInit(_ program: String, _ body: (_ folder: String) throws -> Void) throws {
    try TemporaryFolder.use { folder in
      try Directories.make(folder + "/.config/nabla")
      try AtomicFile.write(Array(program.utf8), to: folder + "/.config/nabla/init.nabla")
      try body(folder)
    }
  }

  @Test func `its names are there at the first prompt, and undo leaves them`() throws {
    try withInit("fn twice(x) = 2 * x\n") { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type("twice(21)\r")
      try terminal.wait(forText: "42\nnabla[2]>")
      terminal.type(":undo\r:undo\r")
      try terminal.wait(forText: "nothing to undo")
    }
  }

  @Test func `an error in it is told and the prompt comes all the same`() throws {
    try withInit("kept = 5\nlost + 1\n") { folder in
      let terminal = try Product.prompt(in: folder)
      #expect(terminal.screen.text.contains("there is no value called `lost`"))
      terminal.type("1 + 1\r")
      try terminal.wait(forText: "2\nnabla[2]>")
    }
  }

  @Test func `a signal while it trains ends the program, not only the training`() throws {
    let program = """
      d = data generated(spiral, 2000)
      m = model 2 { dense 32, activation=tanh; dense 1, activation=sigmoid }
      train m, d, epochs=100000, optimizer=adam, loss=binary_crossentropy
      """
    try withInit(program) { folder in
      let terminal = try PseudoTerminal(
        [try #require(Product.binary)], environment: Product.surroundings(folder), rows: 50,
        columns: 100)
      try terminal.wait(for: "progress", seconds: 60) { $0.brailleCount > 0 }
      terminal.signal(SIGTERM)
      #expect(terminal.exitStatus(seconds: 10) == 143)
    }
  }

  @Test func `no-init, a program and a pipe do without it`() throws {
    try withInit("print \"hello\"\n") { folder in
      let terminal = try Product.prompt(["--no-init"], in: folder)
      #expect(!terminal.screen.text.contains("hello"))
      #expect(try Product.run(["-c", "1 + 1"], environment: ["HOME": folder]).output == "2\n")
      #expect(try Product.run([], input: "1 + 1\n", environment: ["HOME": folder]).output == "2\n")
    }
  }
}
