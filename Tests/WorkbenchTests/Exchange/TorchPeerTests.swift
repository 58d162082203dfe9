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

/// What PyTorch computes from our programs and weights.
@Suite(
  "Models in PyTorch",
  .enabled(if: Peers.have("torch", "safetensors"), Peers.lack("torch", "safetensors")))
struct TorchPeerTests {
  /// Nets that put words together, beside the example of each.
  private static let nets = [
    """
    model [12, 12, 3] { conv2d 8, 3, activation=relu, padding=same; max_pooling2d 2
    conv2d 6, 3, strides=2, padding=same; batch_normalization; relu; average_pooling2d 2, padding=same
    flatten; dense 4, activation=softmax }
    """,
    """
    model [9, 11, 4] { depthwise_conv2d 3; separable_conv2d 5, 3; conv2d_transpose 4, 3, strides=2, padding=same
    up_sampling2d 2; zero_padding2d 1; global_average_pooling2d; dense 1 }
    """,
    "model [9, 4] { conv1d_transpose 3, 4, strides=3, padding=same; depthwise_conv1d 3, depth_multiplier=2; separable_conv1d 5, 3, padding=same, strides=2; prelu shared_axes=[1]; flatten; prelu; dense 1 }",
    "model [9, 8, 3] { zero_padding2d [[1, 0], [1, 0]]; conv2d 4, 3; prelu shared_axes=[1, 2]; cropping2d [[0, 1], [2, 0]]; flatten; dense 3; prelu; dense 1 }",
    "model [6, 4] { lstm 4, return_sequences=true; attention value=lstm, use_scale=true; additive_attention; up_sampling1d 2; flatten; dense 1 }",
    "model [5, 5, 3] { conv2d_transpose 4, 3, strides=2; conv2d_transpose 2, 2, strides=3, activation=tanh }",
    "model [16, 3] { conv1d 4, 3, padding=causal; max_pooling1d 2; average_pooling1d 2; global_max_pooling1d; dense 2 }",
    "model [6, 6, 2] { conv2d 4, 3, activation=softmax; leaky_relu 0.2; flatten; dropout 0.5; dense 2, activation=x -> x * tanh(x) }",
    "model [7, 4] { lstm 5, return_sequences=true; gru 6, return_sequences=true; simple_rnn 3; dense 2 }",
    "model [7, 4] { bidirectional { lstm 5, return_sequences=true }; gru 6, reset_after=false; dense 2 }",
    "model [7, 4] { bidirectional merge_mode=ave { gru 5 }; dense 2 }",
    "model [7, 4] { lstm 3, go_backwards=true, return_sequences=true; lstm 3, activation=relu }",
    "model [10] { embedding 50, 8; lstm 6; dense 1, activation=sigmoid }",
    "model [9] { embedding 20, 12; lstm 6; dense 3 }",
    "model [10] { embedding 50, 8, mask_zero=true; gru 6; dense 1, activation=sigmoid }",
    "model [10] { embedding 50, 8, mask_zero=true; bidirectional { lstm 3 }; dense 1 }",
    "model [10] { embedding 50, 8, mask_zero=true; multi_head_attention 2, 4; global_average_pooling1d; dense 1 }",
    """
    model [12] { embedding 20, 16; position_embedding 12; multi_head_attention 2, 6, use_causal_mask=true
    rms_normalization; dense 20, activation=softmax }
    """,
    "model [6, 8] { permute [2, 1]; reshape [4, 12]; flatten; repeat_vector 3; time_distributed { dense 4 } }",
    "model left=[3], right=[4] { add { path { from left; dense 4 }; path { from right } }; dense 2 }",
    "model 4 { residual { dense 4, activation=tanh }; dense 3, activation=log_softmax }",
    "model [8] { embedding 9, 6; lora rank=2 { dense 5 }; layer_normalization center=false; group_normalization 5; dense 2 }",
    "model 6 { batch_normalization scale=false; dense 4, activation=gelu(approximate=true); elu 0.5; hard_sigmoid }",
    "set dtype=float64; model [6, 3] { conv1d 4, 3, activation=gelu; lstm 4; batch_normalization; dense 2 }",
  ]

  private static func programs() -> [String] {
    let examples = (Layers.all.map { $0.signature } + Activations.all.map { $0.signature })
      .map(\.example).filter { $0.hasPrefix("model ") }
    return (examples + nets).map { text in
      text.hasPrefix("set ")
        ? text.replacing("; model", with: "\nm = model") : "m = \(text)"
    } + ExampleNets.all.map(\.program)
  }

  @Test func `every layer and net gives the same numbers`() throws {
    try TemporaryFolder.use { folder in
      var names: [String] = []
      for (index, text) in Self.programs().enumerated() {
        let transcript = Transcript(folder: folder)
        let name = "net\(index)"
        let said = transcript.run("seed \(index)\n\(text)\nexport m, \"\(name).py\"")
        guard case .model(let model)? = transcript.interpreter["m"],
          InputFile.exists("\(folder)/\(name).py")
        else {
          Issue.record("\(text): \(said)")
          continue
        }
        names.append(name)
        try writeCase(model, as: name, to: folder)
      }
      #expect(names.count > 60)
      try AtomicFile.write(Array(names.joined(separator: "\n").utf8), to: folder + "/cases")
      let said = try Peers.run("torch_run.py", [folder], in: folder)
      let lines = said.split(separator: "\n").filter { $0.hasPrefix("net") }
      #expect(lines.count == names.count, "\(said)")
      for line in lines where !line.hasSuffix(" ok") {
        let index = Int(line.split(separator: " ")[0].dropFirst(3)) ?? 0
        let program = try InputFile.read("\(folder)/net\(index).py", limit: 1 << 20)
        Issue.record(
          "\(Self.programs()[index]): \(line)\n\(String(decoding: program, as: UTF8.self))")
      }
    }
  }

  @Test func `modules written by hand answer the same with the weights that were exported`() throws
  {
    let nets = [
      "plain": "model [10, 10, 3] { conv2d 4, 3; relu; max_pooling2d 2; flatten; dense 5 }",
      "normalized": """
      model [10, 10, 3] { conv2d 4, 3, strides=2; flatten; batch_normalization; relu; dropout 0.5
      dense 6, activation=tanh; dense 2 }
      """, "direct": "model [10, 10, 3] { flatten; dense 5 }",
      "series": "model [12, 3] { conv1d 4, 3, activation=relu; flatten; dense 2 }",
    ]
    try TemporaryFolder.use { folder in
      for (name, text) in nets {
        let transcript = Transcript(folder: folder)
        let said = transcript.run("seed 3\nm = \(text)\nexport m, \"\(name).pt.safetensors\"")
        guard case .model(let model)? = transcript.interpreter["m"] else {
          Issue.record("\(said)")
          return
        }
        try writeCase(model, as: name, to: folder)
      }
      let said = try Peers.run("torch_natural.py", [folder], in: folder)
      #expect(said.split(separator: "\n").count == 4, "\(said)")
      for line in said.split(separator: "\n") { #expect(line.hasSuffix(" ok"), "\(line)") }
    }
  }

  private func writeCase(_ model: Model, as name: String, to folder: String) throws {
    let rows = 5
    var state: UInt64 = 7
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33)
    }
    let bounds = Dictionary(model.indexLimits.map { ($0.input, $0.bound) }) { min($0, $1) }
    var inputs: [Tensor] = []
    for input in model.inputs {
      let shape = Shape([rows] + input.shape.extents)
      let values = (0..<shape.count).map { _ in
        bounds[input.name].map { Double(next() % $0) } ?? Double(next() % 2_001) / 500 - 2
      }
      inputs.append(Tensor(values, shape, model.dtype))
    }
    let output = try model.predict(model.samples(of: inputs), threads: 1)
    let given = inputs.map { tensor in
      JSON.object([
        .init("shape", .list(tensor.shape.extents.map { JSON.whole($0) })),
        .init("numbers", .list(tensor.doubles.map { JSON.number($0) })),
      ])
    }
    let text = JSON.object([
      .init("inputs", .list(given)),
      .init("output", .list(output.doubles.map { JSON.number($0) })),
    ]).description
    try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name).json")
  }
}
