import Engine
import Exchange
import Formats
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Weights of PyTorch on their way into models.
@Suite("State dictionaries")
struct TorchStateTests {
  static let net = """
    m = model [8, 8, 2] { conv2d 3, 3, activation=relu; batch_normalization; flatten; dense 4; dense 2 }
    """

  func tensor(_ name: String, _ shape: [Int], first: Float = 0) -> Safetensors.Entry {
    let numbers = (0..<shape.reduce(1, *)).map { first + Float($0) }
    return Safetensors.Entry(
      name: name, .float32, shape: shape, bytes: numbers.flatMap { $0.bitPattern.littleEndianBytes }
    )
  }

  /// What PyTorch would write for the net.
  private var entries: [Safetensors.Entry] {
    [
      tensor("conv2d.weight", [3, 2, 3, 3]), tensor("conv2d.bias", [3]),
      tensor("batch_normalization.weight", [3]), tensor("batch_normalization.bias", [3]),
      tensor("batch_normalization.running_mean", [3]),
      tensor("batch_normalization.running_var", [3]),
      Safetensors.Entry(
        name: "batch_normalization.num_batches_tracked", .int64, shape: [],
        bytes: [UInt8](repeating: 1, count: 8)),
      tensor("dense.weight", [4, 108]), tensor("dense.bias", [4]),
      tensor("dense_1.weight", [2, 4]), tensor("dense_1.bias", [2]),
    ]
  }

  func load(
    _ entries: [Safetensors.Entry], _ line: String = "load \"w.safetensors\", into=m",
    net: String = net
  ) throws -> (said: String, model: Model?) {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(ForeignWeights.file(entries), to: folder + "/w.safetensors")
      let transcript = Transcript(folder: folder)
      let said = transcript.run(net + "\n" + line)
      guard case .model(let model)? = transcript.interpreter["m"] else { return (said, nil) }
      return (said, model)
    }
  }

  @Test func `weights that are no numbers are loaded and told`() throws {
    let broken = [
      tensor("dense.weight", [1, 2]), tensor("dense.bias", [1], first: .infinity),
    ]
    let (said, model) = try load(broken, net: "m = model 2 { dense 1 }")
    #expect(said.contains("warning W0052: `dense.bias` of \"w.safetensors\""), "\(said)")
    #expect(model?.parameter("dense.bias")?.value.doubles == [.infinity])
    let (whole, _) = try load(
      [tensor("dense.weight", [1, 2]), tensor("dense.bias", [1])], net: "m = model 2 { dense 1 }")
    #expect(!whole.contains("W0052"), "\(whole)")
  }

  @Test func `names find their layers, kernels are turned, and so are inputs that count a picture`()
    throws
  {
    let (said, model) = try load(entries)
    let found = try #require(model, "\(said)")
    #expect(!said.contains("error E"), "\(said)")
    #expect(said.contains("the inputs of `dense` stand there by channels"), "\(said)")
    let kernel = try #require(found.parameter("conv2d.kernel")?.value)
    // [rows, columns, in, out] of [out, in, rows, columns].
    #expect(kernel[(0 * 3 + 1) * 6 + 1 * 3 + 2] == Double(2 * 18 + 1 * 9 + 0 * 3 + 1))
    let dense = try #require(found.parameter("dense.kernel")?.value)
    // Input 1 is channel 1 of the first place, which stands at 36 there.
    #expect(dense[1 * 4 + 2] == Double(2 * 108 + 36))
    let last = try #require(found.parameter("dense_1.kernel")?.value)
    #expect(last[3 * 2 + 1] == Double(1 * 4 + 3))
  }

  @Test func `channels stay where they are when that is said, and where nabla wrote the file`()
    throws
  {
    let (said, model) = try load(entries, "load \"w.safetensors\", into=m, layout=channels_last")
    let dense = try #require(model?.parameter("dense.kernel")?.value, "\(said)")
    #expect(dense[1 * 4 + 2] == Double(2 * 108 + 1))
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        Self.net
          + "\nexport m, \"m.pt.safetensors\"\nc = copy m\nm.dense.kernel = zeros([108, 4])\n"
          + "load \"m.pt.safetensors\", into=m\nmax(abs(m.dense.kernel - c.dense.kernel))")
      #expect(said.hasSuffix("\n0"), "\(said)")
    }
  }

  @Test
  func `what is exported has the channels first behind flatten, as a module of PyTorch has them`()
    throws
  {
    func dense(_ net: String) throws -> (Safetensors, said: String) {
      try TemporaryFolder.use { folder in
        let said = Transcript(folder: folder).run(
          net + "\nm.dense.kernel = reshape(range(432), [108, 4])\nexport m, \"m.pt.safetensors\"")
        return (
          try Safetensors.read(InputFile.read(folder + "/m.pt.safetensors", limit: 1 << 20)), said
        )
      }
    }
    let (turned, _) = try dense(Self.net)
    #expect(turned.note("nabla.layout") == "channels_first")
    let found = turned.entries.first { $0.name == "dense.weight" }
    let weight = try #require(found)
    // Unit 2 of input 36 there, which is channel 1 of the first place: input 1 here.
    let place = 4 * (2 * 108 + 36)
    let number = Array(weight.bytes[place..<place + 4]).reversed().reduce(UInt32(0)) {
      $0 << 8 | UInt32($1)
    }
    #expect(Float(bitPattern: number) == 1 * 4 + 2)
    // A row that goes elsewhere, too, stays as it is, and that is said.
    let (kept, said) = try dense(
      "m = model [8, 8, 2] { conv2d 3, 3; f: flatten; concatenate { path { dense 4 } path { from f } }; dense 2 }"
    )
    #expect(kept.note("nabla.layout") == "channels_last", "\(said)")
    #expect(said.contains("x.permute(0, 2, 3, 1).flatten(1)"), "\(said)")
  }

  @Test func `normalizations that add another number to the variance are told, with the line`()
    throws
  {
    let (said, _) = try load(entries)
    #expect(
      said.contains(
        "warning W0669: `batch_normalization` of m adds 0.001 to the variance, PyTorch 1e-05 unless"
      ),
      "\(said)")
    #expect(said.contains("`batch_normalization epsilon=1e-05`"), "\(said)")
    for net in [
      "set compat=pytorch; " + Self.net.replacing("    ", with: ""),
      Self.net.replacing("batch_normalization;", with: "batch_normalization epsilon=1e-5;"),
    ] {
      let (said, _) = try load(entries, net: net)
      #expect(!said.contains("W0669") && !said.contains("error E"), "\(said)")
    }
  }

  @Test func `what nabla exported says what its own normalizations add`() throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        """
        m = model 4 { dense 3; layer_normalization; rms_normalization }
        export m, "m.pt.safetensors"
        load "m.pt.safetensors", into=m
        """)
      #expect(!said.contains("W0669") && !said.contains("error E"), "\(said)")
      let other = Transcript(folder: folder).run(
        """
        m = model 4 { dense 3; layer_normalization epsilon=1e-5; rms_normalization }
        load "m.pt.safetensors", into=m
        """)
      #expect(
        other.contains(
          "`layer_normalization` of m adds 1e-05 to the variance, the model that was exported 0.001"
        ),
        "\(other)")
    }
  }

  @Test func `what is missing, left over or of another shape is told, and nothing changes`() throws
  {
    var wrong = entries.filter { $0.name != "dense.bias" }
    wrong.append(tensor("head.weight", [3]))
    wrong[0] = tensor("conv2d.weight", [3, 2, 5, 5])
    let (said, _) = try load(
      wrong, "before = m.dense_1.kernel\nload \"w.safetensors\", into=m", net: Self.net)
    for part in [
      "E0672", "missing: dense.bias", "left over: head.weight",
      "of another shape: conv2d.weight [3, 2, 5, 5], here [3, 2, 3, 3]",
    ] { #expect(said.contains(part), "\(said)") }
  }

  @Test func `by order each layer takes the first that has its shapes`() throws {
    let renamed = entries.map { entry in
      let parts = entry.name.split(separator: ".")
      let names = [
        "conv2d": "net.0", "batch_normalization": "net.2", "dense": "net.4", "dense_1": "net.10",
      ]
      return Safetensors.Entry(
        name: "\(names[String(parts[0])] ?? "").\(parts[1])", entry.elementType, shape: entry.shape,
        bytes: entry.bytes)
    }
    let (lost, _) = try load(renamed)
    #expect(lost.contains("map=order"), "\(lost)")
    let (said, model) = try load(renamed, "load \"w.safetensors\", into=m, map=order")
    let last = try #require(model?.parameter("dense_1.kernel")?.value, "\(said)")
    #expect(!said.contains("error E") && last[3 * 2 + 1] == Double(1 * 4 + 3), "\(said)")
  }

  @Test func `halves become numbers of the model`() throws {
    let halves = Safetensors.Entry(
      name: "dense.weight", .float16, shape: [1, 2], bytes: [0x00, 0x3C, 0x00, 0xC0])
    let brains = Safetensors.Entry(name: "dense.bias", .bfloat16, shape: [1], bytes: [0x40, 0x3F])
    let (said, model) = try load([halves, brains], net: "m = model 2 { dense 1 }")
    #expect(model?.parameter("dense.kernel")?.value.doubles == [1, -2], "\(said)")
    #expect(model?.parameter("dense.bias")?.value.doubles == [0.75], "\(said)")
  }

  @Test func `a file without layers says what it has and what to type`() throws {
    let (said, _) = try load(entries, "load \"w.safetensors\"")
    #expect(said.contains("E0507") && said.contains("conv2d.weight [3, 2, 3, 3]"), "\(said)")
    #expect(said.contains("load \"w.safetensors\", into=m"), "\(said)")
  }

  @Test func `pickles are refused with the line that turns them into safetensors`() throws {
    try TemporaryFolder.use { folder in
      let archive: [UInt8] =
        Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 26)
        + Array("archive/data.pkl".utf8) + [0x80, 2]
      for (name, bytes) in [
        ("a.pt", archive), ("b.bin", archive), ("c.pkl", [0x80, 4, 0x95, 0, 0]),
        ("d", [0x80, 2, 0x7D]),
        ("e.joblib", Array("anything".utf8)),
      ] as [(String, [UInt8])] {
        try AtomicFile.write(bytes, to: "\(folder)/\(name)")
        let said = Transcript(folder: folder).run("m = load \"\(name)\"")
        #expect(said.contains("E0670") && said.contains("save_file("), "\(name): \(said)")
      }
    }
  }

  @Test func `damaged files give an error or weights, and never end the program`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run("m = model 3 { dense 2; dense 1 }")
      let good = ForeignWeights.file([
        tensor("dense.weight", [2, 3]), tensor("dense.bias", [2]),
        tensor("dense_1.weight", [1, 2]),
        tensor("dense_1.bias", [1]),
      ])
      var seed: UInt64 = 11
      func next(_ bound: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(seed >> 33) % bound
      }
      var damaged = (0..<good.count).map { Array(good.prefix($0)) }
      for _ in 0..<2_000 {
        var bytes = good
        for _ in 0...next(3) { bytes[next(bytes.count)] = UInt8(next(256)) }
        damaged.append(bytes)
      }
      guard case .model(let model)? = transcript.interpreter["m"] else { return }
      for bytes in damaged {
        guard let file = try? Safetensors.read(bytes) else { continue }
        _ = try? TorchState.read(file, into: model)
        _ = try? TorchState.read(file, into: model, byOrder: true)
      }
    }
  }

  @Test(.enabled(if: Environment.value("NABLA_DATA") != nil, "NABLA_DATA names no folder"))
  func `a net that another program trained knows the digits of MNIST`() throws {
    let folder = try #require(Environment.value("NABLA_DATA"))
    let path = folder + "/models-dev/burn-mnist.safetensors"
    guard InputFile.exists(path) else { return }
    let said = Transcript().run(
      """
      d = data mnist { rescale 1/255; reshape [28, 28, 1] }
      m = model [28, 28, 1] {
        rescaling 3.2456994482311, offset=-0.4242129178838
        conv1: conv2d 8, 3, activation=relu
        conv2: conv2d 16, 3, activation=relu
        conv3: conv2d 24, 3, activation=relu
        norm1: batch_normalization epsilon=1e-5
        flatten
        fc1: dense 32, activation=relu
        fc2: dense 10
        norm2: batch_normalization epsilon=1e-5
        log_softmax
      }
      load "\(path)", into=m
      evaluate m, d.test, loss=sparse_categorical_crossentropy(from_logits=true)
      """)
    #expect(said.contains("0.9917"), "\(said)")
  }
}

extension FixedWidthInteger {
  var littleEndianBytes: [UInt8] {
    (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
  }
}
