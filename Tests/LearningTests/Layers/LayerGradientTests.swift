import Catalog
import Data
import Engine
import Learning
import Testing

/// Every layer of the registry with arguments, inside nests and with shared weights.
@Suite("Gradients of layers")
struct LayerGradientTests {
  /// A line for each layer word and the shape of one sample that it takes.
  static var lines: [(line: LayerDescription, input: Shape)] {
    [
      (.dense(3, "tanh"), [4]),
      (
        LayerDescription("dense", Arguments([.number(3)], named: [("lora_rank", .number(2))])), [4]
      ),
      (
        LayerDescription(
          "lora", Arguments([.number(2)]),
          lines: [.word("multi_head_attention", .number(2), .number(2)), .dense(3, "tanh")]),
        [3, 4]
      ),
      (.word("batch_normalization"), [4]), (.word("layer_normalization"), [4]),
      (.word("group_normalization", .number(2)), [3, 4]), (.word("rms_normalization"), [4]),
      (.word("permute", .list([.number(2), .number(1)])), [3, 2]),
      (.word("repeat_vector", .number(2)), [4]), (.word("rescaling", .number(0.5)), [4]),
      (.word("gaussian_noise", .number(0.1)), [4]), (.word("dropout", .number(0.3)), [4]),
      (.word("prelu"), [3, 2]),
      (
        LayerDescription(
          "prelu",
          Arguments(named: [
            ("shared_axes", .list([.number(1)])), ("alpha_initializer", .word("ones")),
          ])), [3, 2]
      ),
      (.word("attention"), [3, 4]), (.word("additive_attention"), [3, 4]),
      (
        LayerDescription(
          "attention",
          Arguments(named: [
            ("use_scale", .bool(true)), ("score_mode", .word("concat")), ("dropout", .number(0.2)),
            ("use_causal_mask", .bool(true)),
          ])), [3, 4]
      ),
      (.word("up_sampling1d", .number(2)), [3, 2]), (.word("masking", .number(0.5)), [3, 2]),
      (.word("zero_padding1d", .list([.number(1), .number(2)])), [3, 2]),
      (.word("cropping1d", .list([.number(0), .number(1)])), [3, 2]),
      (
        LayerDescription(
          "conv1d_transpose",
          Arguments([.number(2), .number(3)], named: [("strides", .number(2))])), [3, 2]
      ),
      (.word("depthwise_conv1d", .number(2)), [3, 2]),
      (.word("separable_conv1d", .number(2), .number(2)), [3, 2]),
      (.word("position_embedding"), [3, 2]), (.word("sinusoidal_positions"), [3, 2]),
      (.word("multi_head_attention", .number(2), .number(2)), [3, 4]),
      (
        LayerDescription(
          "multi_head_attention",
          Arguments(
            [.number(2), .number(2)],
            named: [("use_causal_mask", .bool(true)), ("dropout", .number(0.2))])), [3, 4]
      ),
    ]
  }

  private func samples(_ input: Shape) -> Samples {
    let count = 6 * input.count
    let x = (0..<count).map { Double($0 * 29 % 31) / 10 - 1.5 }
    return Samples(
      x: Tensor(x, Shape([6] + input.extents)), y: tensor([0, 1, 0.5, -1, 2, 0.3], [6, 1]))
  }

  private func expectGradients(_ m: Model, _ samples: Samples) throws {
    let check = try ModelCheck(of: m, on: samples)
    let failed = check.rows.filter { !$0.passes || $0.checked == 0 }
    #expect(failed.isEmpty, "\(failed)")
    #expect(!check.rows.isEmpty)
  }

  @Test(arguments: lines.indices)
  func `a layer between others`(index: Int) throws {
    let (line, input) = Self.lines[index]
    let before: LayerDescription = .dense(input[input.rank - 1], "tanh", label: "before")
    try expectGradients(
      try model(input, [before, line, .word("flatten"), .dense(1)]), samples(input))
  }

  @Test(arguments: lines.indices)
  func `a layer in nests and with shared weights`(index: Int) throws {
    let (line, input) = Self.lines[index]
    let width = input[input.rank - 1]
    let inner = try model(
      input, [line, .word("flatten"), .dense(input.count, "tanh")], name: "inner")
    let shared = LayerDescription("model", Arguments([.value(inner)]))
    let reshape = LayerDescription.word(
      "reshape", .list(input.extents.map { .number(Double($0)) }))
    let m = try model(
      input,
      [
        .dense(width, "tanh", label: "before"),
        .around("residual", [shared, reshape]),
        .around("add", [.around("path", [shared, reshape]), .around("path", [.dense(width)])]),
        .around(
          "multiply", [.around("path", [shared]), .around("path", [shared])]), .dense(1),
      ])
    try expectGradients(m, samples(input))
  }

  @Test func `an embedding, and attention to a labelled line`() throws {
    let m = try model(
      [4],
      [
        .word("embedding", .number(5), .number(4)), .dense(6, "tanh", label: "memory"),
        .dense(4),
        LayerDescription(
          "multi_head_attention",
          Arguments([.number(2), .number(3)], named: [("value", .word("memory"))])),
        .word("layer_normalization"), .word("flatten"), .dense(1),
      ])
    let x = (0..<24).map { Double($0 * 7 % 5) }
    try expectGradients(
      m, Samples(x: Tensor(x, [6, 4]), y: tensor([0, 1, 0.5, -1, 2, 0.3], [6, 1])))
  }

  @Test func `time_distributed with a normalisation inside`() throws {
    let m = try model(
      [3, 4],
      [
        .around(
          "time_distributed", [.dense(4, "tanh"), .word("batch_normalization"), .dense(2)]),
        .word("flatten"), .dense(1),
      ])
    try expectGradients(m, samples([3, 4]))
  }

  /// ∂/∂x of Σ (∂y/∂x)² against central differences of Σ (∂y/∂x)² itself.
  @Test(arguments: lines.indices)
  func `second derivatives`(index: Int) throws {
    let (line, input) = Self.lines[index]
    let m = try model(input, [line, .word("tanh")], dtype: .float64)
    let graph = Graph()
    let numbers = (0..<3 * input.count).map { Double($0 * 29 % 31) / 15 - 1 }
    let x = Variable("x", Tensor(numbers, Shape([3] + input.extents)))
    let y = try m.apply(
      to: [graph.variable(x)], in: graph, Application(isTraining: true)
    ).output
    let square = try graph.apply(Multiply(), to: y, y)
    let slopes = try graph.gradients(
      of: graph.apply(Sum(), to: square), for: [graph.variable(x)])
    let energy = try graph.apply(
      Sum(), to: graph.apply(Multiply(), to: slopes[0], slopes[0]))
    let trained = m.parameters.map(\.variable).filter(\.isTrainable)
    let reports = try GradientCheck().reports(graph, of: energy, for: [x] + trained)
    for report in reports { #expect(report.passes, "\(report)") }
  }
}
