import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// `load "m.pth"`: what is advised instead.
@Suite("Lines of Python for pickles")
struct PickleLineTests {
  @Test func `the line of Python fits what the pickle seems to hold`() throws {
    try TemporaryFolder.use { folder in
      let start =
        Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 26)
        + Array("archive/data.pkl".utf8) + [0x80, 2]
      let module = start + Array("ctorch.nn.modules.container\nSequential\n".utf8)
      let checkpoint = start + [0x58, 16, 0, 0, 0] + Array("model_state_dict".utf8)
      for (name, bytes, line) in [
        ("full.pth", module, "torch.load(\"full.pth\", weights_only=False).state_dict()"),
        ("ck.pt", checkpoint, "torch.load(\"ck.pt\", weights_only=True)[\"model_state_dict\"]"),
        ("s.pth", start, "torch.load(\"s.pth\", weights_only=True), \"s.safetensors\""),
      ] {
        try AtomicFile.write(bytes, to: "\(folder)/\(name)")
        let said = Transcript(folder: folder).run("m = load \"\(name)\"")
        #expect(said.contains(line), "\(said)")
        #expect(
          said.contains("runs what stands in it: only if you trust") == (name == "full.pth"),
          "\(said)")
      }
    }
  }
}
