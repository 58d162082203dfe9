import Glibc
import Sessions
import Support
import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Books
@testable import Workbench

/// Files that programs write take the place of nothing that they did not write.
@Suite("Files that programs write")
struct WrittenFileTests {
  private static let verbs = [
    "save model 2 { dense 1 }, \"x.safetensors\"", "plot tanh, -1..1, to=\"x.svg\"",
    "r = train model 1 { dense 1 }, table([1, 2], [1, 2]); save r, \"x.safetensors\"",
    "train model 1 { dense 1 }, table([1, 2], [1, 2]), checkpoint=\"x.safetensors\"",
  ]

  private func name(_ verb: String) -> String { verb.contains("svg") ? "x.svg" : "x.safetensors" }

  @Test(arguments: verbs)
  func `at the prompt a file of somebody else stays, one of ours is replaced`(verb: String) throws {
    try TemporaryFolder.use { folder in
      #expect(!Transcript(folder: folder).run(verb).contains("error E"))
      #expect(!Transcript(folder: folder).run(verb).contains("error E"))
      let path = folder + "/" + name(verb)
      try AtomicFile.write(Array("by hand".utf8), to: path)
      let said = Transcript(folder: folder).run(verb)
      #expect(said.contains("E0529") && said.contains("x-2."), "\(said)")
      #expect(try InputFile.read(path, limit: 99) == Array("by hand".utf8))
      // The name that is offered is free.
      try AtomicFile.write([], to: folder + "/" + name(verb).replacing("x.", with: "x-2."))
      #expect(Transcript(folder: folder).run(verb).contains("x-3."))
    }
  }

  @Test(arguments: verbs)
  func `a session writes into its own folder, over its own files, and through no link`(
    verb: String
  ) throws {
    try TemporaryFolder.use { folder in
      func status() throws -> Support.ExitStatus {
        let document = try SessionDocument.parse(
          Array("```nabla\n\(verb)\n```\n".utf8), name: folder + "/a.nabla.md")
        return Replay(document).run(document.cells[0]).exitStatus(expected: nil)
      }
      #expect(try status() == .ok)
      #expect(try status() == .ok)
      let path = folder + "/a.files/" + name(verb)
      try AtomicFile.write(Array("by hand".utf8), to: path)
      #expect(try status() == .failed)
      unlink(path)
      #expect(symlink("/etc/hostname", path) == 0)
      #expect(try status() == .notPermitted)
      #expect(rename(folder + "/a.files", folder + "/elsewhere") == 0)
      unlink(folder + "/elsewhere/" + name(verb))
      #expect(symlink("elsewhere", folder + "/a.files") == 0)
      #expect(try status() == .notPermitted)
      #expect(!InputFile.exists(folder + "/elsewhere/" + name(verb)))
    }
  }
}
