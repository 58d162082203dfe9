import Exchange
import Formats
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Functions, masks and open inputs on their way to Keras and back; `KerasPeerTests` compares the numbers.
@Suite("Functions in Keras's files")
struct KerasFunctionTests {
  private func inFolder(_ lines: String) throws -> String {
    try TemporaryFolder.use { Transcript(folder: $0).run(lines) }
  }

  /// What a file with this configuration says when it is loaded.
  private func load(_ configuration: String, _ options: String) throws -> String {
    try TemporaryFolder.use { folder in
      let bytes = try ZIPWriter.bytes(of: [
        ("metadata.json", Array("{}".utf8)), ("config.json", Array(configuration.utf8)),
        ("model.weights.h5", HDF5Writer.bytes(of: HDF5Group())),
      ])
      try AtomicFile.write(bytes, to: folder + "/m.keras")
      let transcript = Transcript(folder: folder)
      let said = transcript.run("m = load \"m.keras\"\(options)")
      if case .model(let model)? = transcript.interpreter["m"] { return model.source }
      return said
    }
  }

  private func sequence(_ layers: String, input: String) -> String {
    """
    {"module": "keras", "class_name": "Sequential", "config": {"name": "s", "layers": [
    {"class_name": "InputLayer", "config": {"name": "i", "batch_shape": \(input)}}, \(layers)]}}
    """
  }

  private static let relu = """
    {"module": "keras.layers", "class_name": "ReLU", "config": {"name": "r"}}
    """

  @Test func `an open input is asked for, and input= fills it`() throws {
    let open = sequence(Self.relu, input: "[null, null, 3]")
    let said = try load(open, "")
    #expect(
      said.contains("error E0663: the file leaves open how large a sample of `i` is: [N, ?, 3]")
        && said.contains("load \"m.keras\", input=[32, 3]"), "\(said)")
    let given = try load(open, ", input=[8, 3]")
    #expect(given == "model [8, 3] { r: relu }", "\(given)")
    for wrong in ["[8, 4]", "[8]", "[0, 3]", "[8, 3, 1]", "[]"] {
      #expect(try load(open, ", input=\(wrong)").contains("error E0663"), "\(wrong)")
    }
    #expect(
      try load(sequence(Self.relu, input: "[null, 4]"), ", input=[4]").contains(
        "error E0600: `input` does nothing for a file that tells its shapes"))
  }

  @Test func `factors that are lists, and one mean of all, are read`() throws {
    let lines = """
      {"module": "keras.layers", "class_name": "Rescaling", "config": {"name": "a", "scale": [1.0, 2.0, -3.0], "offset": [0.5, 0.0, 1.0]}},
      {"module": "keras.layers", "class_name": "Rescaling", "config": {"name": "b", "scale": 0.5, "offset": [-1.0, 0.0, 1.0]}},
      {"module": "keras.layers", "class_name": "Normalization", "config": {"name": "c", "axis": [], "mean": 0.5, "variance": 4.0}}
      """
    let read = try load(sequence(lines, input: "[null, 3]"), "")
    #expect(
      read
        == "model 3 { a: activation ((x) -> x * [1, 2, -3] + [0.5, 0, 1]); b: activation ((x) -> x * 0.5 + [-1, 0, 1]); c: normalization axis=none, mean=0.5, variance=4 }",
      "\(read)"
    )
  }

  @Test func `functions of the user are written as operations, and come back`() throws {
    for model in [
      "model 4 { dense 3, activation=x -> clip(x, 0, 6) }", "model 4 { activation x -> x ^ 3 }",
      "model 4 { combine ((a, b) -> maximum(a, b)) { path { dense 2 }; path { dense 2 } } }",
      "model [3, 4] { activation x -> x / sum(x, axis=1, keepdims=true) }",
      "model 4 { activation x -> where(x > 0, x, [1, 2, 3, 4] * x) }",
      "model 4 { dense 3; activation x -> x > 0; dense 1 }",
      "model 4 { activation x -> (x >= 0) * x + (x == 1) - (x != 1); dense 1 }",
      "model 4 { activation x -> (x > -1 and x < 3) + (not (x > 0) or x == 1); dense 1 }",
      "model 4 { activation x -> where(not (x > 0), 1, x) + ((x > 0) > 0.5); dense 1 }",
      "model 4 { activation x -> max(one_hot(x, 3), axis=1); dense 1 }",
      "model 4 { activation x -> tan(x) + atan(x) + ceil(x) + round(x) + log1p(x) + mod(x, 2) }",
    ] {
      let said = try inFolder(
        """
        m = \(model); export m, "m.keras"; n = load "m.keras"
        max(abs(m(ones([2] + m.input_shape)) - n(ones([2] + m.input_shape))))
        """.replacing(
          "[2] + m.input_shape",
          with: model.contains("[3, 4]")
            ? "[2, 3, 4]" : model.contains("[4, 3]") ? "[2, 4, 3]" : "[2, 4]"))
      #expect(said.contains("exported m") && said.hasSuffix("\n0"), "\(model): \(said)")
    }
  }

  @Test func `comparisons and choices that Keras saved again are read`() throws {
    for function in [
      "(x > 0.5) + (x >= 1) * x - (x < 2)", "(x > -1 and x < 3) + (not (x > 0) or x == 1)",
      "where(x > 0, x, [1, 2, 3, 4] * x)", "where(x <= 0, 1, 0.5)",
      "tan(x) + atan(x) + ceil(x) + round(x) + log1p(abs(x)) + mod(x, 2) + hypot(x, 2 * x)",
    ] {
      try TemporaryFolder.use { folder in
        let transcript = Transcript(folder: folder)
        let said = transcript.run(
          "m = model 4 { activation x -> \(function) }; export m, \"m.keras\"")
        let archive = try ZIP(try InputFile.read(folder + "/m.keras", limit: 1 << 20))
        let parts = try archive.members.map { member in
          (
            member.name,
            member.name == "metadata.json"
              ? Array("{}".utf8) : try archive.content(of: member.name)
          )
        }
        try AtomicFile.write(try ZIPWriter.bytes(of: parts), to: folder + "/k.keras")
        let read = transcript.run(
          "k = load \"k.keras\"; x = [[-1.5, 0, 1, 2.5], [3, 0.5, -0.25, 7]]; y = m(x); z = k(x); max(abs(y - z))"
        )
        #expect(
          !read.contains("error E") && read.split(separator: "\n").last == "0",
          "\(function): \(said) \(read)")
      }
    }
  }

  @Test func `layers that say the size of their result are read where a line has that`() throws {
    for (layer, options, line) in [
      ("AdaptiveAveragePooling2D", "\"output_size\": [3, 4]", "average_pooling2d [4, 2]"),
      ("AdaptiveMaxPooling2D", "\"output_size\": 4", "max_pooling2d [3, 2]"),
      ("CenterCrop", "\"height\": 9, \"width\": 8", "cropping2d [[1, 2], [0, 0]]"),
    ] {
      let text = """
        {"module": "keras.layers", "class_name": "\(layer)", "config": {"name": "a", \(options), "data_format": "channels_last"}, "build_config": {"input_shape": [null, 12, 8, 3]}}
        """
      let model = try load(sequence(text, input: "[null, 12, 8, 3]"), "")
      #expect(model.contains(line), "\(layer): \(model)")
    }
    let uneven = """
      {"module": "keras.layers", "class_name": "AdaptiveAveragePooling2D", "config": {"name": "a", "output_size": [3, 5]}, "build_config": {"input_shape": [null, 12, 8, 3]}}
      """
    #expect(
      try load(sequence(uneven, input: "[null, 12, 8, 3]"), "").contains(
        "error E0665: Keras's `AdaptiveAveragePooling2D`"))
  }

  @Test func `last states that nobody reads are no obstacle, those that are read are one`() throws {
    func tensor(_ layer: String, _ place: Int, _ shape: String) -> String {
      """
      {"class_name": "__keras_tensor__", "config": {"shape": \(shape), "dtype": "float32", "keras_history": ["\(layer)", 0, \(place)]}}
      """
    }
    for (place, isRead) in [(0, true), (1, false)] {
      let text = """
        {"module": "keras", "class_name": "Functional", "config": {"name": "f", "layers": [
        {"class_name": "InputLayer", "config": {"name": "i", "batch_shape": [null, 5, 2]}, "name": "i", "inbound_nodes": []},
        {"module": "keras.layers", "class_name": "SimpleRNN", "config": {"name": "r", "units": 3, "return_state": true}, "name": "r", "inbound_nodes": [{"args": [\(tensor("i", 0, "[null, 5, 2]"))], "kwargs": {}}]},
        {"module": "keras.layers", "class_name": "ReLU", "config": {"name": "u"}, "name": "u", "inbound_nodes": [{"args": [\(tensor("r", place, "[null, 3]"))], "kwargs": {}}]}],
        "input_layers": [["i", 0, 0]], "output_layers": [["u", 0, 0]]}}
        """
      let said = try load(text, "")
      // The file of this test has no weights, which are looked for last.
      #expect(said.contains("return_state") == !isRead, "\(said)")
      #expect(said.contains("the file has no weights") == isRead, "\(said)")
    }
  }

  @Test func `numbers of half the width are said`() throws {
    let half = """
      {"module": "keras.layers", "class_name": "ReLU", "config": {"name": "r", "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "mixed_float16"}}}}
      """
    try TemporaryFolder.use { folder in
      let bytes = try ZIPWriter.bytes(of: [
        ("metadata.json", Array("{}".utf8)),
        (
          "config.json",
          Array(
            sequence(half + ", " + half.replacing("\"r\"", with: "\"s\""), input: "[null, 4]").utf8)
        ),
        ("model.weights.h5", HDF5Writer.bytes(of: HDF5Group())),
      ])
      try AtomicFile.write(bytes, to: folder + "/m.keras")
      let said = Transcript(folder: folder).run("m = load \"m.keras\"")
      #expect(
        said.split(separator: "Keras computes it in mixed_float16, nabla in float32").count == 2,
        "\(said)")
    }
  }

  @Test
  func
    `compiled functions, models that were never built and kernels divided by norms say what helps`()
    throws
  {
    let code = """
      {"module": "keras.layers", "class_name": "Activation", "config": {"name": "steep", "activation": {"value": ["4wEAAA==", null, null]}}}
      """
    let function = try load(sequence(code, input: "[null, 4]"), "")
    #expect(function.contains("error E0666: `steep` is a function in Python"), "\(function)")
    let unbuilt = try load(
      "{\"module\": \"keras\", \"class_name\": \"Sequential\", \"config\": {\"name\": \"s\", \"layers\": [\(Self.relu)]}}",
      "")
    #expect(
      unbuilt.contains("error E0667: the model was saved before it was built")
        && unbuilt.contains("keras.Input"), "\(unbuilt)")
    let divided = """
      {"module": "keras.layers", "class_name": "SpectralNormalization", "config": {"name": "n", "layer": \(Self.relu)}}
      """
    let norm = try load(sequence(divided, input: "[null, 4]"), "")
    #expect(norm.contains("get_weights") && !norm.contains("l2(0.01)"), "\(norm)")
  }

  @Test func `what codes numbers in Keras goes back there`() throws {
    let discretized = """
      {"module": "keras.layers", "class_name": "Discretization", "config": {"name": "a", "bin_boundaries": [-1.0, 0.0, 1.0], "output_mode": "int"}}
      """
    let encoded = """
      {"module": "keras.layers", "class_name": "CategoryEncoding", "config": {"name": "b", "num_tokens": 4, "output_mode": "multi_hot"}, "build_config": {"input_shape": [null, 4]}}
      """
    for layer in [discretized, encoded] {
      try TemporaryFolder.use { folder in
        let bytes = try ZIPWriter.bytes(of: [
          ("metadata.json", Array("{}".utf8)),
          ("config.json", Array(sequence(layer, input: "[null, 4]").utf8)),
          ("model.weights.h5", HDF5Writer.bytes(of: HDF5Group())),
        ])
        try AtomicFile.write(bytes, to: folder + "/m.keras")
        let said = Transcript(folder: folder).run("m = load \"m.keras\"; export m, \"n.keras\"")
        #expect(said.contains("exported m to n.keras"), "\(layer): \(said)")
      }
    }
  }

  @Test func `functions that mix a batch, or take what Keras has no operation for, are refused`()
    throws
  {
    for function in ["x -> x - mean(x)", "x -> sort(x)", "x -> x + argmax(x, axis=1)[0]"] {
      let said = try inFolder("export model 4 { activation \(function) }, \"m.keras\"")
      #expect(said.contains("error E0"), "\(function): \(said)")
    }
  }

  @Test func `where Keras would do something else with hidden steps, nothing is written`() throws {
    let start = "model [5] { embedding 9, 4, mask_zero=true; "
    for (lines, word) in [
      ("rms_normalization; lstm 2 }", "rms_normalization"),
      ("multiply { path { dense 4 }; path { dense 4 } }; lstm 2 }", "multiply"),
      ("activation x -> x^2; lstm 2 }", "x -> x^2"),
      ("dense 4, activation=x -> x^2; lstm 2 }", "x -> x^2"),
    ] {
      let said = try inFolder("export \(start)\(lines), \"m.keras\"")
      #expect(
        said.contains("error E0668: steps are hidden by a mask") && said.contains(word),
        "\(lines): \(said)")
    }
    for lines in [
      "lstm 2; rms_normalization }", "dense 4; lstm 2 }", "flatten; activation x -> x^2 }",
    ] {
      #expect(try inFolder("export \(start)\(lines), \"m.keras\"").contains("exported"), "\(lines)")
    }
  }

  @Test func `an interrupt ends an export before torn numbers are written as digits`() throws {
    let transcript = Transcript()
    _ = transcript.run("m = model 4 { dense 3 }")
    guard case .model(let model)? = transcript.interpreter["m"] else {
      Issue.record("there is no model")
      return
    }
    let parts = try KerasWriter.archive(of: model)
    #expect(throws: Interrupted.self) {
      try Interrupt.feeding(every: 0, { true }) { _ = try KerasKept.kept(of: model, in: parts) }
    }
    #expect(throws: Interrupted.self) {
      try Interrupt.feeding(every: 0, { true }) { _ = try KerasWriter.archive(of: model) }
    }
  }
}
