import Engine
import Exchange
import Formats
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Files of ONNX as models, and what is said of those that are none.
@Suite("Reading ONNX")
struct ONNXReadingTests {
  private static func floats(_ name: String, _ extents: [Int]) -> ONNXTensor {
    let count = extents.reduce(1, *)
    let bytes = (0..<count).flatMap { place -> [UInt8] in
      let bits = (Float(place * 37 % 23) / 16 - 0.7).bitPattern
      return (0..<4).map { UInt8(truncatingIfNeeded: bits >> UInt32($0 * 8)) }
    }
    return ONNXTensor(name, .float, extents, bytes)
  }

  static func file(
    _ nodes: [ONNXNode], _ tensors: [ONNXTensor] = [],
    input: [ONNXValue.Extent] = [.named("N"), .known(4)],
    set: Int = 17
  ) -> ONNXModel {
    var model = ONNXModel()
    model.operatorSets = [("", set)]
    model.graph.nodes = nodes
    model.graph.initializers = tensors
    model.graph.inputs = [ONNXValue("x", .float, input)]
    model.graph.outputs = [ONNXValue("y", .float, nil)]
    return model
  }

  static let small = file(
    [
      ONNXNode("Gemm", ["x", "w", "b"], ["a"], [("transB", .int(1))]),
      ONNXNode("Relu", ["a"], ["c"]),
      ONNXNode("MatMul", ["c", "v"], ["d"]),
      ONNXNode("Softmax", ["d"], ["y"], [("axis", .int(-1))]),
    ], [floats("w", [8, 4]), floats("b", [8]), floats("v", [8, 3])])

  static let picture = file(
    [
      ONNXNode("Conv", ["x", "w", "b"], ["a"], [("pads", .ints([1, 1, 1, 1]))]),
      ONNXNode("Relu", ["a"], ["c"]),
      ONNXNode(
        "MaxPool", ["c"], ["d"], [("kernel_shape", .ints([2, 2])), ("strides", .ints([2, 2]))]),
      ONNXNode("Flatten", ["d"], ["e"]),
      ONNXNode("Gemm", ["e", "v"], ["y"], [("transB", .int(1))]),
    ], [floats("w", [2, 3, 3, 3]), floats("b", [2]), floats("v", [5, 32])],
    input: [.named("N"), .known(3), .known(8), .known(8)])

  /// What is said when a file is loaded, and its text.
  private func load(_ file: ONNXModel, _ options: String = "") throws -> (
    said: String, source: String
  ) {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(file.bytes, to: folder + "/m.onnx")
      let transcript = Transcript(folder: folder)
      let said = transcript.run("m = load \"m.onnx\"\(options)")
      if case .model(let model)? = transcript.interpreter["m"] { return (said, model.source) }
      return (said, "")
    }
  }

  @Test func `products, biases and activations are layers`() throws {
    #expect(
      try load(Self.small).source
        == "model 4 { dense 8, activation=relu; dense 3, activation=softmax, use_bias=false }")
  }

  @Test func `pictures have their channels last, and nothing is turned on the way`() throws {
    let (said, source) = try load(Self.picture)
    #expect(
      source
        == "model [8, 8, 3] { conv2d 2, 3, padding=same, activation=relu; max_pooling2d 2; flatten; dense 5, use_bias=false }"
    )
    #expect(said.contains("channels last: [8, 8, 3]"), "\(said)")
  }

  @Test func `unknown operators are named all at once, with their nodes`() throws {
    let (said, _) = try load(
      Self.file([
        ONNXNode("NonMaxSuppression", ["x"], ["a"], name: "boxes"), ONNXNode("Relu", ["a"], ["b"]),
        ONNXNode("FusedGemm", ["b"], ["c"], domain: "com.microsoft", name: "one"),
        ONNXNode("FusedGemm", ["c"], ["y"], domain: "com.microsoft", name: "two"),
      ]))
    #expect(
      said.contains(
        "error E0661: no layer stands for NonMaxSuppression (`boxes`), com.microsoft.FusedGemm (`one`, `two`)"
      ),
      "\(said)")
  }

  @Test func `what of an operator cannot be said is named with the reason`() throws {
    func whole(_ name: String, _ number: Int) -> ONNXTensor {
      ONNXTensor(
        name, .int64, [1], (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) })
    }
    for (file, message) in [
      (
        Self.file(
          [ONNXNode("TopK", ["x", "k"], ["a", "y"], name: "best")], [whole("k", 3)]),
        "TopK (`best`, the places of the 3 largest numbers)"
      ),
      (
        Self.file([ONNXNode("TopK", ["x", "k"], ["y"], name: "best")], [whole("k", 5)]),
        "more numbers than the axis has"
      ),
      (
        Self.file(
          [ONNXNode("Conv", ["x", "w"], ["y"], name: "volume")],
          [Self.floats("w", [2, 1, 2, 2, 2])],
          input: [.named("N"), .known(1), .known(4), .known(4), .known(4)]),
        "Conv (`volume`, samples of three dimensions: there are layers for sequences and pictures)"
      ),
      (
        Self.file(
          [ONNXNode("MaxPool", ["x"], ["y"], [("kernel_shape", .ints([2, 2, 2]))], name: "pool")],
          input: [.named("N"), .known(1), .known(4), .known(4), .known(4)]),
        "MaxPool (`pool`, samples of three dimensions"
      ),
      (
        Self.file([
          ONNXNode("Greater", ["x", "x"], ["c"]), ONNXNode("If", ["c"], ["a"], name: "choice"),
          ONNXNode("Loop", ["a"], ["y"], name: "again"),
        ]), "no layer stands for If (`choice`), Loop (`again`)"
      ),
    ] {
      let said = try load(file).said
      #expect(said.contains("error E0661") && said.contains(message), "\(said)")
    }
  }

  @Test func `the largest numbers and classes are formulas`() throws {
    func whole(_ name: String, _ number: UInt8) -> ONNXTensor {
      ONNXTensor(name, .int64, [1], [number] + [UInt8](repeating: 0, count: 7))
    }
    #expect(
      try load(Self.file([ONNXNode("TopK", ["x", "k"], ["y"])], [whole("k", 2)])).source
        == "model 4 { activation ((x) -> topk(x, 2)) }")
    let values = ONNXTensor("values", .float, [2], [0, 0, 0, 0, 0, 0, 0x80, 0x3F])
    #expect(
      try load(
        Self.file([ONNXNode("OneHot", ["x", "k", "values"], ["y"])], [whole("k", 6), values])
      )
      .source == "model 4 { activation ((x) -> one_hot(where(x < 0, x + 6, x), 6)) }")
  }

  @Test func `graphs that cannot be computed are refused`() throws {
    func said(_ nodes: [ONNXNode], _ tensors: [ONNXTensor] = [], set: Int = 17) throws -> String {
      try load(Self.file(nodes, tensors, set: set)).said
    }
    let relu = ONNXNode("Relu", ["x"], ["y"])
    #expect(try said([relu], set: 6).contains("E0662: the file is of operator set 6; 7 to 22"))
    #expect(try said([relu], set: 23).contains("E0662: the file is of operator set 23"))
    #expect(try said([relu, relu]).contains("two values of the graph are called `y`"))
    #expect(
      try said([ONNXNode("Add", ["x", "z"], ["y"], name: "sum")])
        .contains("`sum` reads `z`, which nothing makes"))
    #expect(
      try said([
        ONNXNode("Add", ["x", "b"], ["a"]), ONNXNode("Add", ["a", "x"], ["b"]),
        ONNXNode("Relu", ["b"], ["y"]),
      ]).contains("follows from itself"))
    #expect(
      try said([ONNXNode("Relu", ["w"], ["y"])], [Self.floats("w", [2])])
        .contains("does not depend on an input"))
  }

  @Test func `an open shape is asked for`() throws {
    let file = Self.file(
      [ONNXNode("ReduceMean", ["x"], ["y"], [("axes", .ints([1])), ("keepdims", .int(0))])],
      input: [.named("N"), .named("time"), .known(3)])
    #expect(
      try load(file).said.contains(
        "E0663: the file leaves open how large a sample of `x` is: [N, time, 3]"))
    #expect(
      try load(file, ", input=[5, 3]").source == "model [5, 3] { global_average_pooling1d }")
    #expect(try load(file, ", input=[5]").said.contains("E0663"))
  }

  @Test func `of several outputs the first is taken, which is said`() throws {
    var file = Self.small
    file.graph.outputs.append(ONNXValue("a", .float, nil))
    #expect(try load(file).said.contains("of its outputs y is taken, not a"))
    #expect(try load(file).said.contains("output=\"a\"` takes another"))
  }

  @Test func `weights in another file are read beside the model only`() throws {
    var file = Self.small
    let bytes = file.graph.initializers[0].bytes
    /// A tensor whose numbers stand elsewhere, written by hand: the writer keeps all in one file.
    func outside(_ location: String) -> [UInt8] {
      func entry(_ key: String, _ value: String) -> [UInt8] {
        let pair =
          [0x0A, UInt8(key.utf8.count)] + Array(key.utf8) + [0x12, UInt8(value.utf8.count)]
          + Array(value.utf8)
        return [0x6A, UInt8(pair.count)] + pair
      }
      let tensor: [UInt8] =
        [0x08, 8, 0x08, 4, 0x10, 1, 0x42, 1, 0x77] + entry("location", location)
        + entry("offset", "4")
        + [0x70, 1]
      let field = [0x2A, UInt8(tensor.count)] + tensor
      return [0x3A, UInt8(field.count)] + field
    }
    file.graph.initializers.removeFirst()
    /// Two pieces of a message are one message: the graph's tensors follow.
    func written(_ location: String) throws -> [UInt8] {
      var whole = try ONNXModel(Self.small.bytes)
      whole.graph.initializers.removeFirst()
      let inner = outside(location).dropFirst(2)
      var bytes = whole.bytes
      // The graph is field 7: its length grows by what is put at its end.
      guard let start = bytes.firstIndex(of: 0x3A) else { return [] }
      var (length, shift, place) = (0, 0, start + 1)
      while true {
        length |= Int(bytes[place] & 0x7F) << shift
        place += 1
        if bytes[place - 1] < 0x80 { break }
        shift += 7
      }
      bytes.insert(contentsOf: inner, at: place + length)
      var grown = length + inner.count
      var varint: [UInt8] = []
      while grown >= 0x80 {
        varint.append(UInt8(grown & 0x7F | 0x80))
        grown >>= 7
      }
      varint.append(UInt8(grown))
      bytes.replaceSubrange(start + 1..<place, with: varint)
      return bytes
    }
    try TemporaryFolder.use { folder in
      try AtomicFile.write([0, 0, 0, 0] + bytes, to: folder + "/w.bin")
      let transcript = Transcript(folder: folder)
      for (location, expected) in [
        ("w.bin", ""), ("../w.bin", "E0664"), ("/etc/passwd", "E0664"), ("none.bin", "E0503"),
      ] {
        try AtomicFile.write(try written(location), to: folder + "/m.onnx")
        let said = transcript.run("m = load \"m.onnx\"")
        #expect(expected.isEmpty ? !said.contains("error") : said.contains(expected), "\(said)")
      }
      try AtomicFile.write([1, 2], to: folder + "/w.bin")
      try AtomicFile.write(try written("w.bin"), to: folder + "/m.onnx")
      #expect(transcript.run("m = load \"m.onnx\"").contains("has 2 bytes"))
    }
  }

  @Test func `files that are cut or flipped end in an error or a model`() throws {
    var state: UInt64 = 11
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for file in [Self.small, Self.picture] {
      let bytes = file.bytes
      for count in stride(from: 0, to: bytes.count, by: 1) { read(Array(bytes[..<count])) }
      for _ in 0..<5_000 {
        var other = bytes
        for _ in 0...next(3) { other[next(bytes.count)] ^= UInt8(1 << next(8)) }
        read(other)
      }
    }
  }

  private func read(_ bytes: [UInt8]) {
    guard let file = try? ONNXModel(bytes) else { return }
    _ = try? ONNXImport.model(of: file)
  }
}

/// A model of the wild: what CNTK learnt of MNIST's digits.
@Suite("Models of others", .enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
struct ONNXDigitsTests {
  @Test func `CNTK's digits are told apart as its authors say`() throws {
    let root = try #require(Environment.value("NABLA_DATA"))
    let transcript = Transcript(threads: 2)
    let said = transcript.run(
      """
      m = load "\(root)/models-dev/mnist-cntk-opset8.onnx"
      d = data mnist { reshape [28, 28, 1] }
      evaluate m, d.test, loss=sparse_categorical_crossentropy(from_logits=true)
      """)
    #expect(said.contains("0.989"), "\(said)")
  }
}
