import Formats
import Support
import Testing

@Suite("Files of ONNX")
struct ONNXModelTests {
  private static let model: ONNXModel = {
    var model = ONNXModel()
    (model.producer, model.producerVersion) = ("nabla", "1")
    model.operatorSets = [("", 17), ("ai.onnx.ml", 2)]
    model.metadata = [("name", "m"), ("classes", "[\"no\", \"yes\"]")]
    model.graph.name = "m"
    model.graph.inputs = [ONNXValue("x", .float, [.named("N"), .known(3)])]
    model.graph.outputs = [ONNXValue("y", .float, [.named("N"), .known(2)])]
    model.graph.initializers = [
      ONNXTensor("w", .float, [2, 1], [0, 0, 128, 63, 0, 0, 0, 64]),
      ONNXTensor("shape", ints: [-1, 300, 1 << 40]), ONNXTensor("names", texts: ["a", "é"]),
    ]
    model.graph.nodes = [
      ONNXNode(
        "Gemm", ["x", "w"], ["z"],
        [
          ("alpha", .float(0.5)), ("transB", .int(1)), ("pads", .ints([0, -1])),
          ("mode", .string("same")),
        ]),
      ONNXNode(
        "LabelEncoder", ["z", ""], ["y"],
        [("keys", .strings(["a", "b"])), ("low", .floats([1, -2]))], domain: "ai.onnx.ml",
        name: "last"),
    ]
    return model
  }()

  @Test func `what was written is read`() throws {
    let read = try ONNXModel(Self.model.bytes)
    #expect(ONNXModel.isBeginning(of: Self.model.bytes))
    #expect(read.bytes == Self.model.bytes)
    #expect(read.irVersion == 8 && read.producer == "nabla")
    #expect(read.operatorSets.map(\.version) == [17, 2])
    #expect(read.metadata.last?.value == "[\"no\", \"yes\"]")
    #expect(read.graph.inputs[0].extents == [.named("N"), .known(3)])
    #expect(read.graph.initializers[0].bytes == [0, 0, 128, 63, 0, 0, 0, 64])
    #expect(read.graph.initializers[2].texts == ["a", "é"])
    #expect(read.graph.nodes.map(\.operation) == ["Gemm", "LabelEncoder"])
    guard case .float(0.5)? = read.graph.nodes[0].attribute("alpha"),
      case .ints([0, -1])? = read.graph.nodes[0].attribute("pads"),
      case .floats([1, -2])? = read.graph.nodes[1].attribute("low")
    else {
      Issue.record("\(read.graph.nodes)")
      return
    }
  }

  @Test func `a file that is cut anywhere is an error, or one with less in it`() {
    let bytes = Self.model.bytes
    for count in 0..<bytes.count {
      _ = try? ONNXModel(Array(bytes[..<count]))
    }
    #expect(throws: FormatError.self) { try ONNXModel([]) }
  }

  @Test func `flipped bytes end in an error or another model`() {
    let bytes = Self.model.bytes
    var state: UInt64 = 5
    for _ in 0..<10_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var other = bytes
      other[Int(state >> 33) % bytes.count] ^= UInt8(1 << (state >> 20 & 7))
      _ = try? ONNXModel(other)
    }
  }

  @Test func `lengths, types and places that cannot be are refused`() {
    // A graph of 2⁶² bytes; a number of eleven bytes; a tensor of 2⁶⁰ numbers; one that lies in another file.
    let graph: [UInt8] = [0x08, 8, 0x3A] + [UInt8](repeating: 0xFF, count: 8) + [0x3F]
    #expect(throws: FormatError.self) { try ONNXModel(graph) }
    #expect(throws: FormatError.self) {
      try ONNXModel([0x08] + [UInt8](repeating: 0x80, count: 11) + [1])
    }
    func file(_ tensor: [UInt8]) -> [UInt8] {
      let field = [0x2A, UInt8(tensor.count)] + tensor
      return [0x08, 8, 0x3A, UInt8(field.count)] + field
    }
    let huge: [UInt8] = [0x08] + [UInt8](repeating: 0x80, count: 8) + [0x10, 0x10, 1]
    #expect(throws: FormatError.self) { try ONNXModel(file(huge)) }
    let unknown: [UInt8] = [0x08, 1, 0x10, 99]
    #expect(throws: FormatError.self) { try ONNXModel(file(unknown)) }
    let outside: [UInt8] = [0x08, 1, 0x10, 1, 0x70, 1]
    #expect(throws: FormatError.self) { try ONNXModel(file(outside)) }
    let short: [UInt8] = [0x08, 2, 0x10, 1, 0x4A, 4, 0, 0, 0, 0]
    #expect(throws: FormatError.self) { try ONNXModel(file(short)) }
  }
}
