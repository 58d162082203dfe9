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
    #expect(outcome.error.contains("E0102: a command in `:type` is not available"))
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
}
