import Formats
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Models that go to Keras's files and come back, and files that are no good.
@Suite("Models in Keras's files")
struct KerasFileTests {
  private static let nets = [
    "model 4 { dense 3, activation=relu; batch_normalization; dense 2 }",
    "model [6, 3] { conv1d 4, 3, padding=same; bidirectional { lstm 3, return_sequences=true }; gru 2; dense 1 }",
    "model [5, 6] { time_distributed { dense 3, activation=leaky_relu }; time_distributed { dense 4; relu; dense 2 }; flatten }",
    "model a=[3], b=[3] { h: dense 4; from b; dense 4; add { path { }; path { from h } }; dense 2 }",
    "model [8] { embedding 20, 4; residual { multi_head_attention 2, 2 }; normalization; flatten; dense 1 }",
  ]

  private func inFolder(_ lines: String) throws -> String {
    try TemporaryFolder.use { Transcript(folder: $0).run(lines) }
  }

  private static func bytes(_ net: String, _ name: String) throws -> [UInt8] {
    try TemporaryFolder.use { folder in
      _ = Transcript(folder: folder).run("m = \(net); export m, \"\(name)\"")
      return try InputFile.read(folder + "/" + name, limit: 1 << 24)
    }
  }

  @Test(arguments: nets, [".keras", ".h5"])
  func `what was exported comes back with equal answers and equal lines`(net: String, end: String)
    throws
  {
    let shapes = net.contains("a=[3]") ? "a=x, b=x" : "x"
    let x =
      net.contains("a=[3]")
      ? "[[1, 2, 3]]"
      : net.contains("embedding")
        ? "[[1, 2, 3, 4, 5, 6, 7, 8]]"
        : net.hasPrefix("model 4")
          ? "[[1, 2, 3, 4]]"
          : "reshape(range(\(net.contains("[6, 3]") ? 18 : 30)), [1, \(net.contains("[6, 3]") ? "6, 3" : "5, 6")])"
    let text = try inFolder(
      """
      m = \(net)
      export m, "m\(end)"
      n = load "m\(end)"
      x = \(x)
      p = predict m, \(shapes); q = predict n, \(shapes)
      max(abs(p - q))
      export n, "n\(end)"; o = load "n\(end)"; save o, "o.safetensors"
      """)
    #expect(!text.contains("error E"), "\(text)")
    #expect(text.contains("\n0\n") || text.hasSuffix("\n0"), "\(text)")
  }

  @Test func `a model of float64 stays one`() throws {
    let text = try inFolder(
      """
      set dtype=float64
      m = model 2 { dense 1 }
      export m, "m.keras"
      n = load "m.keras"
      p = predict m, [[1, 2]]; q = predict n, [[1, 2]]
      max(abs(p - q))
      """)
    #expect(!text.contains("error E") && text.contains("\n0"), "\(text)")
  }

  @Test func `a file is what its content says, whatever its name`() throws {
    let archive = try Self.bytes(Self.nets[0], "m.keras")
    let legacy = try Self.bytes(Self.nets[0], "m.h5")
    try TemporaryFolder.use { folder in
      try AtomicFile.write(legacy, to: folder + "/a.keras")
      try AtomicFile.write(archive, to: folder + "/b.h5")
      let text = Transcript(folder: folder).run(
        "m = load \"a.keras\"; n = load \"b.h5\"; predict n, [[1, 2, 3, 4]]")
      #expect(!text.contains("error E"), "\(text)")
    }
  }

  @Test func `layers that Keras cannot say are named, with what can be done`() throws {
    for (line, message, hint) in [
      (
        "fn sorted(x) = sort(x); export model 2 { dense 1, activation=sorted }, \"m.keras\"",
        "activation=", "save m"
      ),
      (
        "export model [4, 2] { lstm 2, activation=leaky_relu }, \"m.keras\"",
        "activation=leaky_relu of `lstm`", "save m"
      ),
      ("export model 2 { gelu approximate=true }, \"m.h5\"", "Gelu", "end the name with .keras"),
    ] {
      let text = try inFolder(line)
      #expect(
        text.contains("error E0668") && text.contains(message) && text.contains(hint), "\(text)")
    }
  }

  /// What a file with this configuration says when it is loaded.
  private func said(_ configuration: String, weights: HDF5Group = HDF5Group()) throws -> String {
    try TemporaryFolder.use { folder in
      let bytes = try ZIPWriter.bytes(of: [
        ("metadata.json", Array("{}".utf8)), ("config.json", Array(configuration.utf8)),
        ("model.weights.h5", HDF5Writer.bytes(of: weights)),
      ])
      try AtomicFile.write(bytes, to: folder + "/m.keras")
      return Transcript(folder: folder).run("m = load \"m.keras\"")
    }
  }

  private func sequence(_ layers: String, input: String = "[null, 2]") -> String {
    """
    {"module": "keras", "class_name": "Sequential", "config": {"name": "s", "layers": [
    {"class_name": "InputLayer", "config": {"name": "i", "batch_shape": \(input)}}, \(layers)]}}
    """
  }

  @Test func `what would have to be run is refused by name`() throws {
    let lambda = """
      {"module": "keras.layers", "class_name": "Lambda", "config": {"name": "my_lambda", "function": {"class_name": "__lambda__", "config": {"code": "4wEA"}}}}
      """
    #expect(try said(sequence(lambda)).contains("error E0666: `my_lambda` is a function in Python"))
    let own = """
      {"module": "secret.tools", "class_name": "Twice", "config": {"name": "t"}, "registered_name": "mine>Twice"}
      """
    #expect(
      try said(sequence(own)).contains("`Twice` of `secret.tools` is no class of Keras's own"))
    let activation = """
      {"module": "keras.layers", "class_name": "Dense", "config": {"name": "d", "units": 1, "activation": {"module": "builtins", "class_name": "function", "config": "my_activation", "registered_name": "function"}}}
      """
    #expect(try said(sequence(activation)).contains("E0666"))
    let model = "{\"module\": \"mine\", \"class_name\": \"MyModel\", \"config\": {}}"
    #expect(try said(model).contains("E0666"))
  }

  @Test func `configurations that do not fit are told`() throws {
    let dense =
      "{\"module\": \"keras.layers\", \"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 1}}"
    for (text, message) in [
      ("[]", "class_name and config"), ("{", "E0667"), (sequence("{}"), "class_name"),
      (sequence(dense), "the file has no weights layers"),
      (sequence(dense, input: "[null, null]"), "fixed extents"),
      (sequence(dense, input: "[]"), "batch_shape"),
      (sequence(dense.replacing("1}", with: "0}")), "E0"),
      (sequence(dense.replacing("1}", with: "1e300}")), "E0"),
      (
        sequence(dense.replacing("\"Dense\"", with: "\"Hashing\"")),
        "hint: words of a table become numbers by a step of data"
      ),
    ] {
      let found = try said(text)
      #expect(found.contains("error E") && found.contains(message), "\(text): \(found)")
    }
    var weights = HDF5Group()
    weights.add(
      NumPyArray([1, 2, 3] as [Float], shape: [3, 1]), at: ["layers", "dense", "vars", "0"])
    weights.add(NumPyArray([1] as [Float], shape: [1]), at: ["layers", "dense", "vars", "1"])
    let found = try said(sequence(dense), weights: weights)
    #expect(found.contains("error E") && found.contains("kernel"), "\(found)")
  }

  @Test func `archives with other members, and members that lead outside, are refused`() throws {
    for name in ["../config.json", "/config.json", "program.py"] {
      try TemporaryFolder.use { folder in
        let bytes = try ZIPWriter.bytes(of: [("metadata.json", Array("{}".utf8)), (name, [1])])
        try AtomicFile.write(bytes, to: folder + "/m.keras")
        let text = Transcript(folder: folder).run("m = load \"m.keras\"")
        #expect(text.contains("error E"), "\(text)")
      }
    }
  }

  @Test(arguments: [".keras", ".h5"])
  func `a file that is cut or flipped is an error or another model`(end: String) throws {
    let bytes = try Self.bytes(
      "model 3 { dense 2; lstm_free: batch_normalization }".replacing("lstm_free: ", with: ""),
      "m\(end)")
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      func load(_ bytes: [UInt8]) throws -> String {
        try AtomicFile.write(bytes, to: folder + "/m\(end)")
        return transcript.run("m = load \"m\(end)\"")
      }
      for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
        let found = try load(Array(bytes[..<count]))
        #expect(found.contains("error E"), "\(count): \(found)")
      }
      var state: UInt64 = 3
      for _ in 0..<400 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var other = bytes
        other[Int(state >> 33) % bytes.count] ^= UInt8(1 << (state >> 20 & 7))
        let found = try load(other)
        #expect(!found.contains("E0999"), "\(found)")
      }
    }
  }
}
