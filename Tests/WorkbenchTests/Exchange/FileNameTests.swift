import Formats
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Names of files as people write them, and files that are fine and hold something else.
@Suite("Names of files and what they hold")
struct FileNameTests {
  private func inFolder(_ lines: String) throws -> String {
    try TemporaryFolder.use { Transcript(folder: $0).run(lines) }
  }

  @Test func `capital letters at the end of a name say the same`() throws {
    let said = try inFolder(
      """
      m = model 2 { dense 1 }
      export m, "a.ONNX"; export m, "b.Keras"; export [[1, 2], [3, 4]], "c.CSV"; plot tanh, -1..1, to="d.SVG"
      save m, "e.SAFETENSORS"; n = load "e.SAFETENSORS"; o = load "a.ONNX"; d = data csv("c.CSV")
      """)
    #expect(!said.contains("error"), "\(said)")
  }

  @Test func `names of two ends are counted before both`() {
    #expect(FreeName.like("out/m.pt.safetensors") == "m-2.pt.safetensors")
    #expect(FreeName.like("m.trained.pt.safetensors") == "m.trained-2.pt.safetensors")
    #expect(FreeName.like("a.nabla.md") { $0 == "a-2.nabla.md" } == "a-3.nabla.md")
    #expect(FreeName.like(".pt.safetensors") == ".pt-2.safetensors")
  }

  @Test func `save does not write what is called as PyTorch's`() throws {
    let said = try inFolder("m = model 2 { dense 1 }; save m, \"m.pt.safetensors\"")
    #expect(
      said.contains("error E0505") && said.contains("`export m, \"m.pt.safetensors\"`"), "\(said)")
  }

  @Test func `a report is exported as what its name says`() throws {
    let said = try inFolder(
      """
      d = generated(moons, 20); m = model d { dense 1, activation=sigmoid }
      export evaluate(m, d), "e.json"
      """)
    #expect(said.contains("exported the report to e.json"), "\(said)")
  }

  @Test func `classes that were said are saved, for nabla and for others`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run("m = model 2 { dense 3, activation=softmax }; export m, \"m.keras\"")
      let said = transcript.run(
        """
        m = load "m.keras", classes=["red", "green", "blue"]
        save m, "a.safetensors"; export m, "b.keras"; export m, "c.onnx"
        a = load "a.safetensors"; b = load "b.keras"; c = load "c.onnx"
        export predict(a, [[1, 2]]), "a.csv"; export predict(b, [[1, 2]]), "b.csv"; export predict(c, [[1, 2]]), "c.csv"
        """)
      #expect(!said.contains("error"), "\(said)")
      for name in ["a", "b", "c"] {
        let text = String(
          decoding: try InputFile.read("\(folder)/\(name).csv", limit: 1 << 20), as: UTF8.self)
        #expect(text.hasPrefix("answer,probability,red,green,blue\n"), "\(name): \(text)")
      }
    }
  }

  @Test func `the column that names parts is no feature`() throws {
    let said = try inFolder(
      """
      d = data generated(moons, 60) { split 80%, 20% }
      export d, "d.csv"
      f = data csv("d.csv", target="y")
      m = model f { dense 1, activation=sigmoid }
      m.dense.kernel
      """)
    #expect(said.contains("tensor[2, 1]"), "\(said)")
  }

  @Test(
    arguments: [
      ("<U3", "pandas.DataFrame"), ("|O", "x.astype(\"float32\")"), ("<M8[D]", "datetime64[s]"),
      ("<c16", "x.real"), ("<f16", "x.astype(\"float64\")"),
    ])
  func `arrays that hold no numbers are not called damaged`(type: String, hint: String) throws {
    let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (1,), }\n"
    let bytes =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + [UInt8](repeating: 0, count: 16)
    try TemporaryFolder.use { folder in
      try AtomicFile.write(bytes, to: folder + "/x.npy")
      let said = Transcript(folder: folder).run("x = load \"x.npy\"")
      #expect(said.contains(hint) && !said.contains("damaged"), "\(said)")
    }
  }
}
