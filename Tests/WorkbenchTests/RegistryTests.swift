import Catalog
import Language
import Support
import Testing
import TestSupport
import Workbench
import WorkbenchTestSupport

/// Every word of the language, held to what it says of itself.
@Suite("Every word of the catalogue")
struct RegistryTests {
  static let signatures = Vocabulary.standard.catalog.signatures

  /// The files that examples read, as small as can be.
  private static let files = [
    "program.py":
      "import keras\nm = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])\n",
    "zen.txt": String(repeating: "Simple is better than complex.\n", count: 20),
    "people.csv": "name,age,income,born,city,size,happy\n"
      + (0..<40).map { row in
        "n\(row)x\(row * 7),\(row % 7 == 3 ? "" : "\(20 + row)"),\(row * row * 100),19\(50 + row)-01-05,"
          + "\(row % 3 == 0 ? "Rome" : "Oslo"),\(row % 2 == 0 ? "small" : "large"),\(row % 2)\n"
      }.joined(),
    "flowers.csv": "length,width,kind\n"
      + (0..<20).map { "\($0),\(20 - $0),\($0 % 2 == 0 ? "iris" : "rose")\n" }.joined(),
  ]

  @Test func `no two words of one kind share a name`() {
    var seen: Set<String> = []
    for signature in Self.signatures {
      let key = "\(signature.kind.rawValue) \(signature.name)"
      #expect(seen.insert(key).inserted, "\(key) stands twice")
    }
  }

  @Test func `every verb is a reserved word and says what it does`() {
    for signature in Self.signatures where signature.kind == .verb {
      #expect(ReservedWords.verbs.contains(signature.name), "\(signature.name)")
      #expect(!signature.effects.isEmpty, "\(signature.name)")
    }
  }

  @Test(
    arguments: signatures.filter { $0.kind == .verb && !$0.effects.isDisjoint(with: .changing) })
  func `what changes something is refused where one only looks`(_ verb: Signature) {
    let transcript = Transcript()
    _ = transcript.run(
      "m = model 1 { dense 1 }; d = table([1, 2], [1, 2])\nr = train m, d, epochs=1")
    let call = [
      "train": "train m, d", "distill": "distill m, m, d", "prune": "prune m, sparsity=0.5",
      "resume": "resume r", "seed": "seed 1", "set": "set dtype=float64",
      "save": "save m, \"m.safetensors\"", "stop": "stop r", "step": "step m",
      "sweep": "sweep h in [1] { 1 }", "cross_validate": "cross_validate m, d",
      "export": "export m, \"m.onnx\"", "load": "load \"w.safetensors\", into=m",
      "serve": "serve m, port=0", "rollback": "rollback m", "quantize": "quantize m",
    ][verb.name]
    guard let call else {
      Issue.record("write a call of \(verb.name) here")
      return
    }
    // In a function, so that no check of the text comes first.
    _ = transcript.run("fn f() { \(call); 1 }")
    for text in [call, "f()"] {
      guard case .failure = transcript.interpreter.type(of: text) else {
        Issue.record(":type \(text) was not refused")
        continue
      }
    }
  }

  /// What a model may be made of, as promised.
  private static let layerWords = """
    dense activation relu leaky_relu elu softmax dropout gaussian_noise flatten reshape permute
    repeat_vector conv1d conv2d conv1d_transpose conv2d_transpose depthwise_conv1d depthwise_conv2d
    separable_conv1d separable_conv2d prelu masking attention additive_attention up_sampling1d
    zero_padding1d cropping1d cropping2d max_pooling1d
    max_pooling2d average_pooling1d average_pooling2d global_average_pooling1d
    global_average_pooling2d global_max_pooling1d global_max_pooling2d up_sampling2d zero_padding2d
    batch_normalization layer_normalization group_normalization rms_normalization embedding
    position_embedding sinusoidal_positions simple_rnn lstm gru bidirectional time_distributed
    multi_head_attention lora add multiply concatenate average residual repeat rescaling normalization
    """

  @Test func `every promised layer can stand in a model`() {
    let words = Self.layerWords.split { $0 == " " || $0 == "\n" }.map(String.init)
    #expect(words.count == 60)
    for word in words {
      let kinds = Self.signatures.filter { $0.name == word }.map(\.kind)
      #expect(!kinds.filter { [.layer, .structure, .activation].contains($0) }.isEmpty, "\(word)")
    }
  }

  @Test func `every summary is one short sentence`() {
    for signature in Self.signatures {
      #expect(!signature.summary.isEmpty, "\(signature.name)")
      #expect(signature.summary.count <= 100, "\(signature.name): \(signature.summary)")
      #expect(!signature.summary.contains("\n"), "\(signature.name)")
    }
  }

  @Test(arguments: signatures.filter { $0.kind != .keyword })
  func `every example runs`(signature: Signature) throws {
    try TemporaryFolder.use { folder in
      for (name, text) in Self.files {
        try AtomicFile.write(Array(text.utf8), to: folder + "/" + name)
      }
      try SmallFiles.write(to: folder)
      run(signature, in: folder)
    }
  }

  private func run(_ signature: Signature, in folder: String) {
    var options = Interpreter.Options(folder: folder)
    options.dataFolders = [SourceFiles.root() + "/Tests/FormatsTests/Fixtures"]
    let transcript = Transcript(options)
    let prelude = """
      xor = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
      d = generated(gauss, 40)
      x = [[1, 2], [3, 4]]
      m = model 2 { hidden: dense 3, activation=tanh; dense 1, activation=sigmoid }
      save m, "small.safetensors"
      """
    #expect(transcript.run(prelude) == "note: saved m to small.safetensors")
    let output = transcript.run(signature.example)
    #expect(!output.contains("error E"), "\(signature.name): \(signature.example)\n\(output)")
  }

  @Test(arguments: signatures)
  func `every example shows its word`(signature: Signature) {
    let words = signature.example.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    #expect(words.contains(Substring(signature.name)), "\(signature.example)")
  }

  @Test func `every keyword's example parses`() {
    for signature in Self.signatures where signature.kind == .keyword {
      let parsed = Parser.parse(signature.example)
      #expect(parsed.diagnostics.isEmpty, "\(signature.name): \(signature.example)")
    }
  }

  @Test func `help has a page for every word`() {
    let help = HelpText()
    for signature in Self.signatures {
      let page = help.text(for: signature.name) ?? ""
      #expect(page.contains(signature.summary), "\(signature.name)")
    }
  }
}

extension Signature: CustomTestStringConvertible {
  package var testDescription: String { "\(kind.rawValue) \(name)" }
}
