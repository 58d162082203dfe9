import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

/// `import "x.py"`.
@Suite("Programs of Keras at the prompt")
struct ImportVerbTests {
  private static let program = """
    import keras
    (x, y), (a, b) = keras.datasets.mnist.load_data()
    model = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(10, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", ["accuracy"])
    model.fit(x / 255, y, epochs=2, validation_data=(a / 255, b))
    model.foo(3)
    """

  private func run(_ files: [String: String], _ line: String) throws -> String {
    try TemporaryFolder.use { folder in
      for (name, text) in files { try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name)") }
      return Transcript(folder: folder).run(line)
    }
  }

  @Test func `it shows the lines, warnings, what is not understood, and what to type`() throws {
    #expect(
      try run(["p.py": Self.program], "import \"p.py\"") == """
        d = data mnist { rescale 1/255 }
        m = model [28, 28] {
          flatten
          dense 10, activation=softmax
        }
        r = train m, d, epochs=2, optimizer=adam, loss=sparse_categorical_crossentropy, metrics=[accuracy], validation=d.test

        # not understood, line 6:
        #   model.foo(3)
        warning W0008: line 5: validation is the same data as the test set: no clean test remains
        hint: validation_split=0.1 keeps a part of the training data
        note: line 6 is not understood: `.foo` of a model is not read here
        note: nothing has run; import "p.py", to="p.nabla" writes these lines
        """)
  }

  @Test func `it writes a program or a session, and replaces neither`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.program.utf8), to: "\(folder)/p.py")
      let transcript = Transcript(folder: folder)
      #expect(
        transcript.run("import \"p.py\", to=\"p.nabla\"").contains(
          "note: wrote p.nabla; `:load p.nabla` runs it"))
      let text = String(
        decoding: try InputFile.read("\(folder)/p.nabla", limit: 1 << 20), as: UTF8.self)
      #expect(text.hasPrefix("d = data mnist { rescale 1/255 }\nm = model [28, 28] {\n"))
      // What nabla wrote may be written again, what somebody went on writing in may not.
      #expect(transcript.run("import \"p.py\", to=\"p.nabla\"").contains("note: wrote p.nabla"))
      try AtomicFile.write(Array((text + "x = 1\n").utf8), to: "\(folder)/p.nabla")
      #expect(transcript.run("import \"p.py\", to=\"p.nabla\"").contains("error E0529"))
      #expect(transcript.run("import \"p.py\", to=\"p.nabla.md\"").contains("wrote p.nabla.md"))
      let session = String(
        decoding: try InputFile.read("\(folder)/p.nabla.md", limit: 1 << 20), as: UTF8.self)
      #expect(session.hasPrefix("---\nnabla: 1\ntitle: \"p.py\"\n---\n"))
      #expect(transcript.run("import \"p.py\", to=\"p.txt\"").contains("error E0692"))
    }
  }

  @Test(
    arguments: [
      ("import torch\n", "E0689", "torch.onnx.export"),
      ("print(1)\n", "E0690", "`import` reads Python"),
      ("\0\u{1}\u{2}", "E0691", "Python file"), ("", "E0690", "`import` reads Python"),
    ])
  func `what is no program of Keras is said, and what to do`(
    text: String, code: String, hint: String
  ) throws {
    let said = try run(["p.py": text], "import \"p.py\"")
    #expect(said.contains("error \(code)") && said.contains(hint), "\(said)")
  }

  @Test func `a program of which nothing is understood is not converted`() {
    let text = "import keras\nm = Net(3)\nm.fit(1, 2)\n"
    #expect(throws: (any Error).self) {
      _ = try ImportedProgram.text(of: Array(text.utf8), path: "p.py")
    }
  }

  @Test func `a model's file is not called a program`() throws {
    let said = try run(
      [:], "m = model 2 { dense 1 }\nsave m, \"m.safetensors\"\nimport \"m.safetensors\"")
    #expect(said.contains("error E0691"), "\(said)")
    #expect(try run([:], "import \"none.py\"").contains("error E0503"))
  }

  @Test func `a line of Python that imports Keras names the word`() throws {
    #expect(try run([:], "import keras").contains("`import \"program.py\"`"))
    #expect(!(try run([:], "import numpy").contains("program.py")))
  }
}
