import Glibc
import Support
import TestSupport
import Testing

/// Inputs of the prompt as cells: edited, run again, explained, saved as a session that verifies.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct PromptCellTests {
  private func prompt(in folder: String) throws -> PseudoTerminal {
    let terminal = try Product.prompt(in: folder)
    try terminal.wait(forLine: "nabla[1]>")
    return terminal
  }

  @Test func `an input is edited in its place, and what stands on it is stale and refreshed`()
    throws
  {
    try TemporaryFolder.use { folder in
      let terminal = try prompt(in: folder)
      terminal.type("x = 2\ry = x * 10\ry + 1\r")
      try terminal.wait(forLine: "nabla[4]>")
      terminal.type(":edit 1\r")
      try terminal.wait(forLine: "nabla[1]> x = 2")
      terminal.type("1\r:why 2\r")
      try terminal.wait(forText: "input 2: `x` changed in cell 1")
      terminal.type(":list\r")
      try terminal.wait(forText: "[3] y + 1  # stale: `y` comes from cell 2, which is stale")
      terminal.type(":refresh\r")
      try terminal.wait(for: "the new sum") { $0.lines.contains("211") }
      terminal.type(":refresh\r")
      try terminal.wait(forText: "nothing is stale")
      terminal.type("out[3]\r:edit 2\r")
      try terminal.wait(forLine: "nabla[2]> y = x * 10")
      terminal.type("\u{3}")
      try terminal.wait(forLine: "nabla[5]>")
      terminal.type("y\r")
      try terminal.wait(for: "the value") { $0.lines.contains("210") }
    }
  }

  @Test func `what fails changes nothing`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try prompt(in: folder)
      terminal.type("x = 1\rx = 5; y = [1, 2] + [1, 2, 3]\r:list\r")
      try terminal.wait(forText: "[2] x = 5; y = [1, 2] + [1, 2, 3]  # failed")
      terminal.type("x + 100\r")
      try terminal.wait(for: "the sum") { $0.lines.contains("101") }
    }
  }

  @Test func `what was done to a run is not stale because the run went on`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try prompt(in: folder)
      terminal.type(
        "d = generated(gauss, 64)\rm = model 2 { dense 4; dense 1, activation=sigmoid }\r")
      terminal.type("r = train m, d, epochs=100000000 &\r")
      try terminal.wait(forText: "nabla[4] r")
      terminal.type("r.learning_rate = 0.05\rpredict m, [[1, 2]]\r")
      try terminal.wait(forText: "nabla[6] r")
      terminal.type(":stop r\r:list\r")
      try terminal.wait(forText: "[5] predict m, [[1, 2]]")
      #expect(!terminal.screen.text.contains("stale"), "\(terminal.screen.text)")
    }
  }

  @Test func `what trains is asked about, and used again where nothing changed`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try prompt(in: folder)
      terminal.type("d = generated(gauss, 64)\rn = 4\r")
      terminal.type("m = model 2 { dense n, activation=tanh; dense 1, activation=sigmoid }\r")
      terminal.type("r = train m, d, epochs=2\r")
      try terminal.wait(forLine: "nabla[5]>")
      terminal.type(":rerun 4\r")
      try terminal.wait(forText: "what it came to is used again")
      terminal.type(":edit 2\r")
      try terminal.wait(forLine: "nabla[2]> n = 4")
      terminal.type("0\r:refresh\r")
      try terminal.wait(forText: "input 4 trains, which took")
      terminal.type("n\r")
      try terminal.wait(forText: "left as they are: 4")
      terminal.type(":refresh\ry\r")
      try terminal.wait(for: "the training") {
        $0.text.contains("161 weights")
          || $0.lines.contains { $0.hasPrefix("run r: m on d, 2 epochs") }
      }
      terminal.type(":why 4\r")
      try terminal.wait(forText: "input 4 is up to date")
    }
  }

  @Test func `a prompt that is saved as a session verifies`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try prompt(in: folder)
      terminal.type("seed 3; d = generated(gauss, 64)\r")
      terminal.type("m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }\r")
      terminal.type("uniform([2])\r")
      terminal.type("r = train m, d, epochs=100000000, batch_size=16 &\r")
      try terminal.wait(for: "the status") { $0.cursorLine.hasPrefix("nabla[5] r ") }
      terminal.type("r.learning_rate = 0.002\r_3 * 2\rbroken(\r\r\rpredict m, [[1, 2]]\r")
      try terminal.wait(for: "the next prompt") { $0.cursorLine.hasPrefix("nabla[9] r ") }
      terminal.type(":stop r\r")
      try terminal.wait(forLine: "nabla[9]>")
      terminal.type("train m, d, epochs=2\rplot tanh\rm.dense.kernel # the end\r")
      try terminal.wait(forLine: "nabla[12]>")
      terminal.type(":save \(folder)/s.nabla.md\r")
      try terminal.wait(forText: "wrote 10 inputs to")
      terminal.type(":quit\r")
      #expect(terminal.exitStatus() == 0)
      let file = folder + "/s.nabla.md"
      let text = String(decoding: try InputFile.read(file, limit: 1 << 20), as: UTF8.self)
      #expect(text.contains("{ r.learning_rate = 0.002 }") && text.contains("# the end"))
      let outcome = try Product.run(["verify", file])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)\n\(text)")
    }
  }

  @Test func `a session that is saved into another folder finds its data`() throws {
    try TemporaryFolder.use { folder in
      try Directories.make(folder + "/data")
      try Directories.make(folder + "/sub")
      try AtomicFile.write(Array("x,y\n1,2\n3,4\n".utf8), to: folder + "/sub/p.csv")
      let terminal = try prompt(in: folder)
      terminal.type(":cd \(folder)/data\rd = data csv(\"../sub/p.csv\", target=\"y\")\rd\r")
      try terminal.wait(forLine: "nabla[3]>")
      terminal.type(":save \(folder)/sub/s.nabla.md\r")
      try terminal.wait(forText: "wrote 2 inputs")
      let file = folder + "/sub/s.nabla.md"
      let text = String(decoding: try InputFile.read(file, limit: 9999), as: UTF8.self)
      #expect(text.contains("csv(\"p.csv\", target=\"y\")"), "\(text)")
      let outcome = try Product.run(["verify", file])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    }
  }

  @Test func `cells that were edited come back after a crash`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try prompt(in: folder)
      terminal.type("x = 2\ry = x * 10\r")
      try terminal.wait(forLine: "nabla[3]>")
      terminal.type(":edit 1\r")
      try terminal.wait(forLine: "nabla[1]> x = 2")
      terminal.type("1\r")
      try terminal.wait(for: "the prompt behind the edited input") {
        $0.cursorLine == "nabla[3]>" && $0.text.contains("nabla[1]> x = 21")
      }
      terminal.signal(SIGKILL)
      #expect(terminal.exitStatus() == 128 + SIGKILL)
      let again = try PseudoTerminal(
        [try #require(Product.binary), "recover"], environment: Product.surroundings(folder))
      try again.wait(forLine: "nabla[3]>")
      again.type(":why 2\r")
      try again.wait(forText: "input 2: `x` changed in cell 1")
      again.type("[x, y]\r")
      try again.wait(for: "the values") { $0.lines.contains("[21, 20]") }
    }
  }

  @Test func `undo brings text and value back together, and takes one action at a time`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try prompt(in: folder)
      terminal.type("x = 2\ry = 7\r")
      try terminal.wait(forLine: "nabla[3]>")
      terminal.type(":edit 1\r")
      try terminal.wait(forLine: "nabla[1]> x = 2")
      terminal.type("1\r:undo\r")
      try terminal.wait(forText: "input 1 is as it was before it ran again; your names: x y")
      terminal.type(":list\r")
      try terminal.wait(for: "the old text") { $0.lines.contains("[1] x = 2") }
      terminal.type(":undo\r")
      try terminal.wait(forText: "input 2 is taken back; `y` is gone; your names: x")
    }
  }

  @Test(arguments: [true, false])
  func `a training that is discarded is nowhere any more`(inForeground: Bool) throws {
    try TemporaryFolder.use { folder in
      let terminal = try prompt(in: folder)
      terminal.type("d = generated(gauss, 64)\rm = model 2 { dense 1, activation=sigmoid }\r")
      try terminal.wait(forLine: "nabla[3]>")
      if inForeground {
        terminal.type("r = train m, d, epochs=100000000\r")
      } else {
        terminal.type("r = train m, d, epochs=100000000 &\r")
        try terminal.wait(for: "the status") { $0.cursorLine.hasPrefix("nabla[4] r ") }
        terminal.type(":fg r\r")
      }
      try terminal.wait(forText: "epoch ")
      terminal.type("\u{3}")
      try terminal.wait(forText: "d)iscard")
      terminal.type("dy")
      try terminal.wait(forText: "discarded")
      terminal.type(":who\r")
      try terminal.wait(for: "no run") { screen in
        screen.lines.contains { $0.hasPrefix("m ") }
          && !screen.lines.contains { $0.hasPrefix("r  run") }
      }
      terminal.type("evaluate m, d\r:save \(folder)/s.nabla.md\r")
      try terminal.wait(forText: "wrote 3 inputs")
      let text = String(
        decoding: try InputFile.read(folder + "/s.nabla.md", limit: 9999), as: UTF8.self)
      #expect(!text.contains("train") && !text.contains("error"), "\(text)")
      let outcome = try Product.run(["verify", folder + "/s.nabla.md"])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    }
  }

  @Test(arguments: [true, false])
  func `what is saved while a training is on ends where it was`(isPaused: Bool) throws {
    try TemporaryFolder.use { folder in
      let terminal = try prompt(in: folder)
      terminal.type("d = generated(gauss, 64)\rm = model 2 { dense 1, activation=sigmoid }\r")
      terminal.type("r = train m, d, epochs=100000000, batch_size=16 &\r")
      try terminal.wait(for: "the status") { $0.cursorLine.hasPrefix("nabla[4] r ") }
      terminal.type("r.learning_rate = 0.01\rm.dense.bias\r")
      try terminal.wait(for: "the status") { $0.cursorLine.hasPrefix("nabla[6] r ") }
      if isPaused {
        terminal.type(":pause r\r")
        try terminal.wait(forText: "is paused at step")
      }
      terminal.type(":save \(folder)/s.nabla.md\r")
      try terminal.wait(forText: "wrote 5 inputs")
      let file = folder + "/s.nabla.md"
      let text = String(decoding: try InputFile.read(file, limit: 1 << 20), as: UTF8.self)
      #expect(text.firstMatch(of: /at r, step=\d+ { stop r }/) != nil, "\(text)")
      let outcome = try Product.run(["verify", file])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)\n\(text)")
    }
  }

  @Test func `a discarded training is gone after a crash, too`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try prompt(in: folder)
      terminal.type("d = generated(gauss, 64)\rm = model 2 { dense 1, activation=sigmoid }\r")
      terminal.type("a = 1; r = train m, d, epochs=100000000 &\r")
      try terminal.wait(for: "the status") { $0.cursorLine.hasPrefix("nabla[4] r ") }
      terminal.type("sum(m.dense.kernel) > 0\r:fg r\r")
      try terminal.wait(forText: "epoch ")
      terminal.type("\u{3}")
      try terminal.wait(forText: "d)iscard")
      terminal.type("dy")
      try terminal.wait(forText: "discarded")
      terminal.type("k = m.dense.kernel\r")
      try terminal.wait(forLine: "nabla[6]>")
      terminal.signal(SIGKILL)
      _ = terminal.exitStatus()
      let again = try PseudoTerminal(
        [try #require(Product.binary), "recover"], environment: Product.surroundings(folder))
      try again.wait(forLine: "nabla[6]>")
      again.type("norm(k - m.dense.kernel) + a\r")
      try again.wait(for: "the weights") { $0.lines.contains("1") }
      again.type("r\r")
      try again.wait(forText: "there is no value called `r`")
    }
  }

  @Test func `a file that this session did not write is replaced only when its user says so`()
    throws
  {
    try TemporaryFolder.use { folder in
      let path = folder + "/s.nabla.md"
      func text() -> String {
        (try? InputFile.read(path, limit: 9999)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      }
      try AtomicFile.write(Array("# By hand\n".utf8), to: path)
      let terminal = try prompt(in: folder)
      terminal.type("x = 1\r:save \(path)\r")
      try terminal.wait(forText: "replace it? y or n")
      terminal.type("n\r")
      try terminal.wait(forText: "nothing is written")
      #expect(text() == "# By hand\n")
      terminal.type(":save \(path)\ry\r")
      try terminal.wait(forText: "wrote 1 input")
      terminal.type("y = 2\r:save \(path)\r")
      try terminal.wait(forText: "wrote 2 inputs")
      try AtomicFile.write(Array("# By hand\n".utf8), to: path)
      terminal.type("z = 3\r:save! \(path)\r")
      try terminal.wait(forText: "wrote 3 inputs")
      #expect(text().contains("z = 3"))
    }
  }
}
