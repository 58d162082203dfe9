import Support
import Testing
import TestSupport
import WorkbenchTestSupport

/// An export says which numbers the file takes.
@Suite("Inputs of exported models")
struct ExportedRangeTests {
  @Test(arguments: [
    ("rescale 1/255", "", "0 to 1"), ("rescale 1/127.5, offset=-1; flatten", "", "-1 to 1"),
    ("flatten", "rescaling 1/255; ", "0 to 255"),
  ])
  func `of pictures that came as numbers it is what they were in training`(
    steps: String, first: String, range: String
  ) throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        """
        d = data digits { take 40, test=10; \(steps) }
        m = model d { \(first)flatten; dense 10, activation=softmax }
        export m, "before.onnx"
        r = train m, d, epochs=1
        export m, "m.onnx"; export m, "m.py"
        train m, d, epochs=1
        export m, "again.keras"
        """)
      #expect(said.contains("note: exported m to before.onnx\n"), "\(said)")
      for file in ["m.onnx", "m.py, with m.pt.safetensors beside it", "again.keras"] {
        #expect(
          said.contains(
            "exported m to \(file): its inputs are numbers from \(range), as in its training"),
          "\(said)")
      }
    }
  }

  @Test func `of pictures in files it is what files have, or what steps make of it`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("P5\n1 1\n255\n0".utf8), to: folder + "/b.pgm")
      try AtomicFile.write(Array("P5\n1 1\n255\nz".utf8), to: folder + "/a.pgm")
      try AtomicFile.write(Array("file,kind\na.pgm,x\nb.pgm,y\n".utf8), to: folder + "/l.csv")
      let said = Transcript(folder: folder).run(
        """
        d = data images(".", labels="l.csv") { rescale 1/255 }
        m = model d { flatten; dense 2, activation=softmax }
        r = train m, d, epochs=1
        export m, "m.onnx"; export m, "p.onnx", raw=false; export m, "m.keras"; export m, "m.py"
        """)
      let pictures = "its inputs are pictures [1, 1, 1] of numbers"
      #expect(
        said.contains("exported m to m.onnx: \(pictures) from 0 to 255, as files have them"),
        "\(said)")
      for file in ["p.onnx", "m.keras", "m.py, with m.pt.safetensors beside it"] {
        #expect(
          said.contains(
            "exported m to \(file): \(pictures) from 0 to 1, not from 0 to 255: x * 0.00392157 of those comes first"
          ),
          "\(file)\n\(said)")
      }
      let program = String(
        decoding: try InputFile.read(folder + "/m.py", limit: 1 << 16), as: UTF8.self)
      #expect(program.contains("# numbers from 0 to 255\n# x * 0.00392"), "\(program)")
    }
  }

  @Test func `numbers with a meaning each are not told`() throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        """
        m = model 2 { dense 1 }
        r = train m, table([[1, 2], [3, 4]], [1, 2]), epochs=1
        export m, "m.onnx"
        """)
      #expect(said.hasSuffix("note: exported m to m.onnx"), "\(said)")
    }
  }
}
