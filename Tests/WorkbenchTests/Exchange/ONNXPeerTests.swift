import Catalog
import Data
import Engine
import Exchange
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What ONNX Runtime computes from our files.
@Suite("Models in ONNX Runtime", .enabled(if: Peers.areThere, Peers.skipReason))
struct ONNXPeerTests {
  /// Nets that put words together, beside the example of each.
  private static let nets = [
    "model 3 { dense 8, activation=relu; dense 2, activation=softmax }",
    """
    model [12, 12, 3] { conv2d 8, 3, activation=relu, padding=same; max_pooling2d 2
    conv2d 6, 3, strides=2, padding=same; batch_normalization; relu; average_pooling2d 2, padding=same
    flatten; dense 4, activation=softmax }
    """,
    """
    model [9, 11, 4] { depthwise_conv2d 3; separable_conv2d 5, 3; conv2d_transpose 4, 3, strides=2, padding=same
    up_sampling2d 2; zero_padding2d 1; global_average_pooling2d; dense 1 }
    """,
    "model [16, 3] { conv1d 4, 3, padding=causal; max_pooling1d 2; average_pooling1d 2; global_max_pooling1d; dense 2 }",
    "model [7, 4] { lstm 5, return_sequences=true; gru 6, return_sequences=true; simple_rnn 3; dense 2 }",
    "model [7, 4] { bidirectional { lstm 5, return_sequences=true }; gru 6, reset_after=false; dense 2 }",
    "model [7, 4] { lstm 3, go_backwards=true, return_sequences=true; lstm 3, activation=relu }",
    "model [10] { embedding 50, 8; lstm 6; dense 1, activation=sigmoid }",
    "model [10] { embedding 50, 8, mask_zero=true; gru 6; dense 1, activation=sigmoid }",
    """
    model [12] { embedding 20, 16; position_embedding 12; multi_head_attention 2, 8, use_causal_mask=true
    rms_normalization; dense 20, activation=softmax }
    """,
    "model [6, 8] { permute [2, 1]; reshape [4, 12]; flatten; repeat_vector 3; time_distributed { dense 4 } }",
    "set dtype=float64; model [6, 3] { conv1d 4, 3, activation=gelu; lstm 4; batch_normalization; dense 2 }",
    "model left=[3], right=[4] { add { path { from left; dense 4 }; path { from right } }; dense 2 }",
    "model 4 { residual { dense 4, activation=tanh }; dense 3, activation=log_softmax }",
  ]

  private static func examples() -> [String] {
    (Layers.all.map { $0.signature } + Activations.all.map { $0.signature }).map(\.example)
      .filter { $0.hasPrefix("model ") } + nets + ExampleNets.all.map(\.program)
  }

  @Test func `every layer and net gives the same numbers`() throws {
    try TemporaryFolder.use { folder in
      var names: [String] = []
      for (index, text) in Self.examples().enumerated() {
        let transcript = Transcript()
        let line =
          text.hasPrefix("set ")
          ? text.replacing("; model", with: "\nm = model")
          : text.hasPrefix("model ") ? "m = \(text)" : text
        let said = transcript.run("seed \(index)\n\(line)")
        guard case .model(let model)? = transcript.interpreter["m"] else {
          Issue.record("\(text): \(said)")
          continue
        }
        names.append("net\(index)")
        try write(model, as: names[names.count - 1], to: folder)
      }
      #expect(names.count > 45)
      try AtomicFile.write(
        Array(names.joined(separator: "\n").utf8), to: folder + "/cases")
      let said = try Peers.run("onnx_run.py", [folder], in: folder)
      let lines = said.split(separator: "\n").filter { $0.hasPrefix("net") }
      #expect(lines.count == names.count, "\(said)")
      for line in lines where !line.hasSuffix(" ok") {
        let index = Int(line.split(separator: " ")[0].dropFirst(3)) ?? 0
        Issue.record("\(Self.examples()[index]): \(line)")
      }
    }
  }

  private func write(_ model: Model, as name: String, to folder: String) throws {
    // Neither of the sizes for which the graph was looked at.
    let (rows, file) = (5, try ONNXExport.bytes(of: model, raw: false, metadata: []))
    try AtomicFile.write(file.bytes, to: "\(folder)/\(name).onnx")
    var numbers = LinearNumbers(seed: 7)
    let bounds = Dictionary(model.indexLimits.map { ($0.input, $0.bound) }) { min($0, $1) }
    var inputs: [Tensor] = []
    var members: [JSON.Member] = []
    for input in model.inputs {
      let shape = Shape([rows] + input.shape.extents)
      let values = (0..<shape.count).map { _ in
        bounds[input.name].map { Double(numbers.next() % $0) }
          ?? Double(numbers.next() % 2_001) / 500 - 2
      }
      inputs.append(Tensor(values, shape, model.dtype))
      members.append(
        .init(
          input.name,
          .object([
            .init("shape", .list(shape.extents.map { JSON.whole($0) })),
            .init("numbers", .list(values.map { JSON.number($0) })),
          ])))
    }
    let output = try model.predict(model.samples(of: inputs), threads: 1)
    let text = JSON.object([
      .init("inputs", .object(members)),
      .init("output", .list(output.doubles.map { JSON.number($0) })),
    ]).description
    try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name).json")
  }
}

/// Numbers that follow from a seed.
private struct LinearNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33)
  }
}
