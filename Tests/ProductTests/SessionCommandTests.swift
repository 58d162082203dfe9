import Testing
import TestSupport
import Support

/// `run`, `verify` and `walk` on small sessions.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct SessionCommandTests {
  private func session(_ cell: String, stored: String? = nil) -> String {
    let output = stored.map { "\n```output\n\($0)\n```\n" } ?? ""
    return "---\nnabla: 1\n---\n\n# A lesson\n\nSome words.\n\n```nabla\n\(cell)\n```\n" + output
  }

  @Test func `a session is stored, verified, damaged and found out`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/sum.nabla.md"
      try AtomicFile.write(Array(session("1 + 2").utf8), to: path)
      let run = try Product.run(["run", path])
      #expect(run.status == 0, "\(run.error)")
      #expect(run.output.contains("3"))

      let update = try Product.run(["verify", "--update", path])
      #expect(update.status <= 1, "\(update.error)")
      let stored = try InputFile.read(path, limit: 1 << 20)
      let verified = try Product.run(["verify", path])
      #expect(verified.status == 0, "\(verified.output)\(verified.error)")
      #expect(try InputFile.read(path, limit: 1 << 20) == stored)

      let text = String(decoding: stored, as: UTF8.self)
      let damaged = text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0 == "3" ? "4" : $0 }.joined(separator: "\n")
      try #require(damaged != text)
      try AtomicFile.write(Array(damaged.utf8), to: path)
      let found = try Product.run(["verify", folder])
      #expect(found.status == 1)
    }
  }

  @Test func `a training that failed is saved as an error that is expected`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/failed.nabla.md"
      let input = """
        d = table([[1], [2], [3]], [1.5, 2.5, 3.5])
        m = model 1 { dense 1 }
        r = train m, d, epochs=200, batch_size=3, optimizer=sgd(1e9), loss=mean_squared_error
        m.dense.kernel
        r
        s = resume r, from=0, epochs=3, learning_rate=0.001
        :save \(path)

        """
      _ = try Product.run(["--plain"], input: input)
      let saved = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
      #expect(
        saved.contains("```nabla {expect=error:E0605}\nr = train m, d, epochs=200"), "\(saved)")
      let verified = try Product.run(["verify", path])
      #expect(verified.status == 0, "\(verified.output)\(verified.error)")
    }
  }

  @Test func `reports go to files and to standard output, whatever the number of jobs`() throws {
    try TemporaryFolder.use { folder in
      for (name, number) in [("a", 3), ("b", 4), ("c", 3)] {
        let text = session("1 + 2").replacing(
          "1 + 2\n```", with: "1 + 2\n```\n\n```nabla-out value\n\(number)\n```")
        try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name).nabla.md")
      }
      var said: [String] = []
      for jobs in ["1", "2", "9"] {
        let outcome = try Product.run([
          "verify", "--jobs", jobs, "--json", "-", "--junit", folder + "/report.xml", folder,
        ])
        #expect(outcome.status == 1, "\(outcome)")
        let report = try JSON.read(Array(outcome.output.utf8))
        guard case .list(let sessions)? = report["sessions"] else {
          Issue.record("\(report)")
          return
        }
        said.append(
          sessions.map { "\($0["name"] ?? .null) \($0["exit"] ?? .null)" }.joined(separator: "\n"))
        let junit = String(
          decoding: try InputFile.read(folder + "/report.xml", limit: 1 << 20), as: UTF8.self)
        #expect(junit.contains("<testsuites tests=\"3\" failures=\"1\""), "\(junit)")
        #expect(junit.contains("4 is now 3, 1 apart"))
      }
      #expect(Set(said).count == 1 && said[0].contains("b.nabla.md\" 1"), "\(said)")
      let plain = try Product.run(["verify", "--jobs", "2", "--timings", folder])
      let lines = plain.output.split(separator: "\n")
      #expect(lines.first?.hasSuffix("a.nabla.md: 1 ok") == true, "\(plain)")
      #expect(lines.count { $0.hasSuffix("cell 1, line 9") } == 3, "\(plain)")
    }
  }

  @Test func `two reports cannot share standard output`() throws {
    let outcome = try Product.run(["verify", "--json", "-", "--tap", "-", "x"])
    #expect(outcome.status == 64 && outcome.error.contains("name a file for the others"))
  }

  @Test func `what is not there cannot be verified`() throws {
    let outcome = try Product.run(["verify", "/nonexistent"])
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("No such file or directory"))
  }

  @Test func `a lesson walks to its end without keys`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/walk.nabla.md"
      try AtomicFile.write(Array(session("x = 6\nx * 7").utf8), to: path)
      let outcome = try Product.run(["walk", "--no-pause", path])
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.output.contains("Some words.") && outcome.output.contains("42"))
    }
  }

  @Test func `an error in a session ends run with 1`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/wrong.nabla.md"
      try AtomicFile.write(Array(session("sigmiod(2)").utf8), to: path)
      let outcome = try Product.run(["run", path])
      #expect(outcome.status == 1)
      #expect(outcome.error.contains("did you mean `sigmoid`?"))
    }
  }
}
