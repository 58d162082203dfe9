import Formats
import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

/// What `lora` has learnt: in files of its own, and merged into the kernels.
@Suite("Adapters")
struct AdapterTests {
  private static let model = """
    seed 5
    d = data generated(gauss, 60)
    m = model 2 { lora rank=2, alpha=3 { dense 6, activation=tanh }; dense 1, activation=sigmoid, lora_rank=1 }

    """
  private static let trained = model + "r = train m, d, epochs=3, optimizer=adam(0.05)\n"

  @Test func `merging gives the same answers without the extra layers`() {
    let transcript = Transcript()
    _ = transcript.run(Self.trained)
    _ = transcript.run("p = merge m")
    let answer = transcript.run(
      "max(abs(predict(p, [[0.1, 0.2], [1, -1]]) - predict(m, [[0.1, 0.2], [1, -1]]))) < 1e-6")
    #expect(answer == "true")
    let shown = transcript.run("p")
    #expect(!shown.contains("lora") && shown.contains("25"), "\(shown)")
    #expect(!transcript.run("q = train p, d").contains("error"))
    #expect(transcript.run("k = merge p").contains("error E0852"))
  }

  @Test func `a base that was trained without adapters goes under them`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(
        """
        base = model 2 { dense 6, activation=tanh; dense 1 }
        base.dense.bias = [1, 2, 3, 4, 5, 6]
        save base, "base.safetensors"
        m = model 2 { lora rank=2 { dense 6, activation=tanh }; dense 1 }
        """)
      let told = transcript.run("load \"base.safetensors\", into=m")
      #expect(told.contains("its changes of low rank stay as they are"), "\(told)")
      let same = transcript.run("all(predict(m, [[0.1, 0.2]]) == predict(base, [[0.1, 0.2]]))")
      #expect(same == "true")
      let other = transcript.run(
        "o = model 2 { lora rank=2 { dense 5 }; dense 1 }\nload \"base.safetensors\", into=o")
      #expect(other.contains("error E0672"), "\(other)")
    }
  }

  @Test(arguments: [
    "model [6, 6, 2] { tuned: lora rank=2 { conv2d 3, 3, activation=relu; flatten }; dense 2 }",
    "model [5] { lora 2, alpha=4 { embedding 9, 4; lstm 3 }; dense 2 }",
    "model [4, 6] { residual { lora rank=1 { multi_head_attention 2, 3 } }; flatten; dense 2, lora_rank=1, lora_alpha=2, use_bias=false }",
  ])
  func `all kernels that can have one are merged`(model: String) {
    let transcript = Transcript()
    let input =
      model.contains("embedding")
      ? "[[1, 2, 3, 4, 5]]" : model.contains("conv") ? "normal([2, 6, 6, 2])" : "normal([2, 4, 6])"
    let answer = transcript.run(
      """
      seed 8
      m = \(model)
      d = table(\(model.contains("embedding") ? "[[1, 2, 3, 4, 5], [2, 3, 4, 5, 6]]" : input), [[1, 2], [3, 4]])
      r = train m, d, epochs=3, optimizer=sgd(0.01)
      p = merge m
      x = \(input)
      max(abs(predict(p, x) - predict(m, x))) < 1e-5
      """)
    #expect(answer.hasSuffix("true"), "\(answer)")
  }

  @Test func `a customer's adapters go to a file and come back alone`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.trained)
      let said = transcript.run("export m, \"adapter_model.safetensors\", only=adapters")
      #expect(said.contains("exported the adapters of m to adapter_model.safetensors"), "\(said)")
      let answers = transcript.run("predict m, [[0.1, 0.2], [1, -1]]")
      let other = Transcript(folder: folder)
      _ = other.run(Self.model)
      #expect(other.run("predict m, [[0.1, 0.2], [1, -1]]") != answers)
      let note = other.run("load \"adapter_model.safetensors\", into=m")
      #expect(note.contains("m has the adapters of adapter_model.safetensors"), "\(note)")
      #expect(other.run("predict m, [[0.1, 0.2], [1, -1]]") == answers)
      _ = other.run("k = model 2 { lora rank=3 { dense 6, activation=tanh }; dense 1 }")
      #expect(other.run("load \"adapter_model.safetensors\", into=k").contains("error E0853"))
    }
  }

  @Test func `adapters of another base are warned of, and those of the same are not`() throws {
    try TemporaryFolder.use { folder in
      let lines = "{ lora rank=2 { dense 6, activation=tanh }; dense 1 }"
      let transcript = Transcript(folder: folder)
      _ = transcript.run(
        """
        seed 5
        d = data generated(gauss, 60)
        base = model 2 { dense 6, activation=tanh; dense 1 }
        save base, "base.safetensors"
        m = model 2 \(lines)
        load "base.safetensors", into=m
        r = train m, d, epochs=1, freeze=["dense_1"], loss=mean_squared_error
        export m, "a.safetensors", only=adapters
        x = model 2 \(lines)
        """)
      let said = transcript.run("load \"a.safetensors\", into=x")
      #expect(said.contains("warning W0086: the adapters of a.safetensors"), "\(said)")
      _ = transcript.run("y = model 2 \(lines)\nload \"base.safetensors\", into=y")
      let same = transcript.run("load \"a.safetensors\", into=y")
      #expect(same.contains("y has the adapters") && !same.contains("W0086"), "\(same)")
      let strict = Transcript(folder: folder)
      _ = strict.run("set strict=true\nz = model 2 \(lines)\nk = z.dense.lora_kernel_a + 0")
      #expect(strict.run("load \"a.safetensors\", into=z").contains("error W0086"))
      #expect(strict.run("all(k == z.dense.lora_kernel_a)") == "true")
    }
  }

  @Test func `a folder that is not there is named as it was typed`() throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        Self.model + "export m, \"customer/adapter_model.safetensors\", only=adapters")
      #expect(
        said.contains("customer/adapter_model.safetensors\": No such file"), "\(said)"
      )
      #expect(said.contains("customer\": make it first"), "\(said)")
      let plain = Transcript(folder: folder).run(Self.model + "save m, \"a/b/m.safetensors\"")
      #expect(plain.contains("a/b\": make it first"), "\(plain)")
    }
  }

  @Test func `a rank beyond that of the kernel is warned of`() {
    let said = Transcript().run("m = model 7 { lora rank=400 { dense 4 } }")
    #expect(
      said.contains("warning W0087: rank 400 for dense.kernel [7, 4]: 4,400 weights change 28"),
      "\(said)")
    let low = Transcript().run("m = model 7 { lora rank=2 { dense 4 } }")
    #expect(!low.contains("W0087"), "\(low)")
  }

  @Test func `the summary says which share of the weights adapters are`() {
    let transcript = Transcript()
    let said = transcript.run("m = model 4 { lora rank=2 { dense 3 }; dense 1 }\nsummary m")
    // 17 of 12 + 14 + 3 + 4 weights.
    #expect(
      said.contains("adapters of 1 kernel: 17 of the parameters, 52 %, 68 B a set"), "\(said)")
  }

  @Test func `what is trained beside is said, and cost counts a set for each customer`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run("m = model 4 { lora rank=2 { dense 3 }; dense 1 }")
      let said = transcript.run("export m, \"a.safetensors\", only=adapters")
      #expect(said.contains("warning W0088") && said.contains("dense_1.kernel"), "\(said)")
      // 4 · 2 + 2 · 3 of low rank, and 3 biases.
      #expect(transcript.run("c = cost m; c.adapter_parameters") == "17")
      #expect(transcript.run("c.adapter_bytes") == "68")
    }
  }

  /// Weights that stay, as `Benchmarks/golden/adapters.py` has them.
  private static let base = """
    m = model 5 { lora rank=3, alpha=6 { hidden: dense 4, activation=tanh; output: dense 2 } }
    fn numbers(rows, columns, shift) {
      i = reshape(range(rows), [rows, 1]); j = reshape(range(columns), [1, columns])
      (mod(7 * i + 3 * j + shift, 11) - 5) / 10
    }
    m.hidden.kernel = numbers(5, 4, 1); m.hidden.bias = reshape(numbers(1, 4, 2), [4])
    m.output.kernel = numbers(4, 2, 3); m.output.bias = reshape(numbers(1, 2, 4), [2])

    """

  @Test func `a file of PEFT gives the answers of PEFT, and is written as PEFT wrote it`() throws {
    try TemporaryFolder.use { folder in
      let golden = SourceFiles.root() + "/Tests/Golden/peft_adapter.safetensors"
      let written = try InputFile.read(golden, limit: 1 << 16)
      try AtomicFile.write(written, to: folder + "/a.safetensors")
      let transcript = Transcript(folder: folder)
      // PEFT 0.21.2 with PyTorch 2.13.0.
      let said = transcript.run(
        Self.base + """
          load "a.safetensors", into=m
          y = predict(m, numbers(3, 5, 0))
          t = [[0.1881350874900818, 0.3004331886768341], [-0.3273085951805115, 0.3464282155036926],
            [0.2586876153945923, 0.3122779428958893]]
          print max(abs(y - t)) < 1e-6
          export m, "b.safetensors", only=adapters
          """)
      #expect(said.contains("true"), "\(said)")
      let own = try Safetensors.read(InputFile.read(folder + "/b.safetensors", limit: 1 << 16))
      for entry in try Safetensors.read(written).entries {
        let other = try #require(own.entries.first { $0.name == entry.name }, "\(entry.name)")
        #expect(other.shape == entry.shape && other.bytes == entry.bytes, "\(entry.name)")
      }
      // Biases learn beside adapters here; PEFT calls them so with bias="lora_only".
      let rest = own.entries.map(\.name).filter { !$0.contains("lora_") }
      #expect(
        rest.sorted() == [
          "base_model.model.hidden.base_layer.bias", "base_model.model.output.base_layer.bias",
        ])
    }
  }
}
