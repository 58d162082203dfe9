import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Files that a session writes, whose names its text has without their folder.
@Suite("Files of a session")
struct SessionFolderTests {
  private func session(_ body: (Transcript, _ folder: String) throws -> Void) throws {
    try TemporaryFolder.use { folder in
      var options = Interpreter.Options(folder: folder)
      options.isConfined = true
      options.writeFolder = folder + "/x.files"
      try body(Transcript(options), folder)
    }
  }

  @Test func `what was written is read where it lies`() throws {
    try session { transcript, folder in
      let said = transcript.run(
        """
        m = model 2 { dense 1 }
        save m, "m.safetensors"
        n = load "m.safetensors"
        export [1, 2], "x.npy"
        x = load "x.npy"
        sum(x)
        """)
      #expect(!said.contains("error"), "\(said)")
      #expect(said.contains("saved m to m.safetensors\n"), "\(said)")
    }
  }

  @Test func `what others wrote beside the session is read as before`() throws {
    try session { transcript, folder in
      _ = Transcript(folder: folder).run("export [5], \"x.npy\"")
      #expect(transcript.run("x = load \"x.npy\"; sum(x)").hasSuffix("5"))
      #expect(transcript.run("export [7], \"x.npy\"; x = load \"x.npy\"; sum(x)").hasSuffix("7"))
    }
  }
}
