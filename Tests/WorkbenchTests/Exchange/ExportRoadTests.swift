import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// `export`: which files a value can become.
@Suite("Exporting")
struct ExportRoadTests {
  @Test
  func
    `a name of no format, a word that is none, and a value of another kind are told with what fits`()
  {
    let model = "m = model 2 { dense 1 }; "
    for (line, message, hint) in [
      (model + "export m, \"m\"", "a model is exported as ONNX", ".onnx"),
      (model + "export m, \"m.exe\"", "not as \"m.exe\"", "end the name with"),
      (model + "export m, \"m\", format=exe", "exe", ""),
      (model + "export m, \"m\", format=\"exe\"", "there is no format \"exe\"", "onnx"),
      ("export relu, \"m.onnx\"", "an ONNX model is made of a model, not of", "`save` keeps"),
      ("export [1, 2], \"m.onnx\"", "not of tensor[2]", ""),
      ("export foo, \"m.onnx\"", "E0101: there is no value called `foo`", "foo = "),
      ("export sesion, \"a.ipynb\"", "unknown value `sesion`", "did you mean `session`"),
      ("export 3", "export", ""), (model + "export m", "export", ""),
    ] {
      let text = printed(line)
      #expect(text.contains("error E") && text.contains(message) && text.contains(hint), "\(text)")
    }
  }

  @Test func `the format may stand beside a name that does not say it`() throws {
    try TemporaryFolder.use { folder in
      let text = Transcript(folder: folder).run(
        "m = model 2 { dense 1 }; export m, \"m.bin\", format=onnx; export m, \"n.bin\", format=\"onnx\""
      )
      #expect(
        text.contains("exported m to m.bin") && text.contains("exported m to n.bin"), "\(text)")
      let bytes = try InputFile.read(folder + "/m.bin", limit: 1 << 20)
      #expect(FileKinds.standard.signatures.kind(of: bytes, named: "x")?.name == "ONNX")
    }
  }

  /// For two of three samples the graph is another than for three: the lines are those of the sizes that are kept.
  @Test func `a recurrent net behind an embedding becomes a module`() throws {
    try TemporaryFolder.use { folder in
      for layer in ["lstm 6", "gru 6", "simple_rnn 6", "bidirectional { lstm 6 }"] {
        let text = Transcript(folder: folder).run(
          "m = model 9 { embedding 20, 12; \(layer); dense 3 }; export m, \"m.py\"")
        #expect(text.contains("exported m to m.py"), "\(text)")
      }
    }
  }
}
