import Support
import TestSupport
import Testing

/// Commands that look, files of inputs, and the settings of the user.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct ComfortTests {
  private func answers(_ lines: [String], in folder: String = "/tmp") throws -> Outcome {
    try Product.run([], input: lines.joined(separator: "\n") + "\n")
  }

  @Test func `type tells kinds and shapes, and keeps nothing`() throws {
    let outcome = try answers([
      "seed 3", "x = [[1, 2], [3, 4]]", ":type x @ x", ":type model 2 { h: dense 8; dense 1 }",
      ":type 1 + nothing", ":type seed 3", ":type x -> x", "uniform([1])", "_", ":who",
    ])
    #expect(outcome.output.contains("tensor[2, 2] weak"))
    #expect(
      outcome.output.contains(
        "model 2 -> 1, 33 parameters\n  layer  gives\n  h      [8]\n  dense  [1]"))
    #expect(outcome.error.contains("E0101: there is no value called `nothing`"))
    #expect(outcome.error.contains("E0636: `seed` would change something, and `:type` only looks"))
    #expect(outcome.output.contains("x  tensor[2, 2] weak  32 B"))
  }

  @Test func `inputs are listed, saved and loaded`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/part.nabla"
      let first = try answers(["a = 2", "a + nothing", "a * 3", ":list 2-", ":save 1-3 \(path)"])
      #expect(first.output.contains("[2] a + nothing  # failed\n[3] a * 3"))
      #expect(first.output.contains("wrote 2 inputs to \(path)"))
      #expect(
        String(decoding: try InputFile.read(path, limit: 99), as: UTF8.self) == "a = 2\na * 3\n")
      let second = try answers([":load \(path)", ":time a + 1"])
      #expect(second.output == "6\n3\n")
      #expect(second.error.contains("took "))
      #expect(
        try answers([":save 3-1 \(path)", ":save x", ":load /none"]).error.contains("usage: :save"))
    }
  }

  @Test func `another folder is where names of files start`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("41 + 1\n".utf8), to: folder + "/f.nabla")
      let outcome = try answers([":cd \(folder)", ":pwd", ":load f.nabla", ":cd /none"])
      #expect(outcome.output.hasSuffix("42\n"))
      #expect(outcome.error.contains("cannot go to \"/none\": No such file"))
    }
  }

  @Test func `the configuration file sets what :set sets, and its mistakes are told by line`()
    throws
  {
    try TemporaryFolder.use { folder in
      let home = folder + "/config/nabla"
      try Directories.make(home)
      let text = "# mine\nhints off\nsnapshots 1GB # much\n\ncolour red\neditor ed\n"
      try AtomicFile.write(Array(text.utf8), to: home + "/config")
      let terminal = try Product.prompt(
        in: folder, environment: ["XDG_CONFIG_HOME": folder + "/config"])
      #expect(terminal.screen.text.contains("line 5: no setting `colour`; there is hints"))
      #expect(terminal.screen.text.contains("line 6: editor is emacs or vi"))
      terminal.type(":config\r")
      try terminal.wait(forText: "read from")
      #expect(terminal.screen.lines.contains("hints      off"))
      #expect(terminal.screen.lines.contains("snapshots  1GB"))
      terminal.type(":quit\r")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `a session with a run that was changed and stopped is saved with its steps`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type(
        """
        d = generated(gauss, 64)\r\
        m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }\r\
        r = train m, d, epochs=100000000 &\r
        """)
      try terminal.wait(for: "the run") { $0.cursorLine.hasPrefix("nabla[4] r ") }
      terminal.type("r.learning_rate = 0.5\r")
      try terminal.wait(for: "the change") { $0.cursorLine.hasPrefix("nabla[5] r ") }
      terminal.type(":stop r\r")
      try terminal.wait(forText: "stopped by you")
      try terminal.wait(forLine: "nabla[5]>")
      terminal.type("s = resume r, from=0, epochs=1, learning_rate=1\r")
      try terminal.wait(forLine: "nabla[6]>")
      terminal.type("sum(m.dense.kernel)\r")
      try terminal.wait(forLine: "nabla[7]>")
      let sum = try #require(
        terminal.screen.lines.last { $0.first?.isNumber == true || $0.first == "-" })
      // The sum is an input of its own; it is taken back before the training is.
      terminal.type(":undo\r:undo\r:save \(folder)/p.nabla\r")
      try terminal.wait(forText: "wrote 4 inputs")
      terminal.type("\u{4}")
      #expect(terminal.exitStatus() == 0)
      let text = String(
        decoding: try InputFile.read(folder + "/p.nabla", limit: 9999), as: UTF8.self)
      #expect(text.firstMatch(of: /at r, step=\d+ { r.learning_rate = 0.5 }\n/) != nil, "\(text)")
      #expect(text.firstMatch(of: /at r, step=\d+ { stop r }\n/) != nil, "\(text)")
      #expect(!text.contains("resume"))
      try AtomicFile.write(
        Array((text + "sum(m.dense.kernel)\n").utf8), to: folder + "/q.nabla")
      let again = try Product.run([folder + "/q.nabla"])
      #expect(again.output.hasSuffix(sum + "\n"), "\(again.error)")
    }
  }
}
