import Catalog
import Engine
import Learning
import Testing

@Suite("Convolution and pooling layers")
struct ConvolutionLayerTests {
  private func model(
    _ sample: Shape, _ word: String, _ positional: [Argument] = [],
    _ named: [(name: String, value: Argument)] = []
  ) throws -> Model {
    let line = LayerDescription(label: "layer", word, Arguments(positional, named: named))
    return try Model(name: "m", inputs: [Model.Input("input", sample)], lines: [line])
  }

  /// Positional arguments stand in Keras's order.
  @Test func `shapes and weights follow from the arguments`() throws {
    let pair = Argument.list([.number(3), .number(2)])
    let conv = try model([9, 9, 4], "conv2d", [.number(8), pair, .number(2), .word("same")])
    #expect(conv.outputShape == [5, 5, 8])
    #expect(conv.parameterCount == 3 * 2 * 4 * 8 + 8)
    #expect(conv.multiplyAccumulates == 5 * 5 * 8 * 3 * 2 * 4)
    let up = try model(
      [7, 5, 4], "conv2d_transpose", [.number(2), .number(3), .number(2), .word("same")])
    #expect(up.outputShape == [14, 10, 2])
    let apart = try model(
      [6, 6, 3], "depthwise_conv2d", [.number(3)],
      [
        ("depth_multiplier", .number(2)), ("use_bias", .bool(false)),
      ])
    #expect(apart.outputShape == [4, 4, 6])
    #expect(apart.parameters.map(\.path) == ["layer.kernel"])
    let separable = try model([6, 6, 3], "separable_conv2d", [.number(5), .number(3)])
    #expect(
      separable.parameters.map(\.path) == [
        "layer.depthwise_kernel", "layer.pointwise_kernel", "layer.bias",
      ])
    #expect(try model([8, 3], "max_pooling1d").outputShape == [4, 3])
    #expect(
      try model([4, 4, 3], "global_max_pooling2d", [], [("keepdims", .bool(true))]).outputShape
        == [1, 1, 3])
  }

  /// A later step never reaches an earlier output.
  @Test func `causal padding looks back only`() throws {
    let m = try model(
      [4, 1], "conv1d", [.number(1), .number(3)],
      [
        ("padding", .word("causal")), ("kernel_initializer", .word("ones")),
      ])
    #expect(try m.predict(Tensor([1.0, 2, 4, 8], [1, 4, 1], .float32)).doubles == [1, 3, 7, 14])
  }

  @Test func `zero padding takes pairs of pairs`() throws {
    let pairs = Argument.list([
      .list([.number(1), .number(0)]), .list([.number(0), .number(2)]),
    ])
    let m = try model([1, 2, 1], "zero_padding2d", [pairs])
    #expect(m.outputShape == [2, 4, 1])
    #expect(
      try m.predict(Tensor([5.0, 6], [1, 1, 2, 1], .float32)).doubles == [0, 0, 0, 0, 5, 6, 0, 0])
  }

  @Test(
    arguments: [
      ("conv2d", [784], .windowAxes(2)),
      ("conv1d", [784], .windowAxes(1)),
      ("conv2d", [2, 9, 1], .window(atLeast: [3, 3])),
      ("conv1d", [2, 1], .window(atLeast: [3])),
      ("max_pooling2d", [28, 28], .windowAxes(2)),
      ("global_average_pooling1d", [9], .windowAxes(1)),
      ("up_sampling2d", [9], .windowAxes(2)),
    ] as [(String, Shape, LayerNeed)])
  func `a sample of another shape is refused`(word: String, sample: Shape, need: LayerNeed)
    throws
  {
    let arguments: [Argument] = word.hasPrefix("conv") ? [.number(2), .number(3)] : []
    do {
      _ = try model(sample, word, arguments)
      Issue.record("a \(sample) is refused")
    } catch LearningError.shape(.layer(_, word, need, sample, _)) {
    }
  }

  @Test func `groups divide filters and channels`() throws {
    #expect(throws: LearningError.self) {
      try model([5, 5, 4], "conv2d", [.number(3), .number(2)], [("groups", .number(2))])
    }
    #expect(throws: LearningError.self) {
      try model([5, 5, 3], "conv2d", [.number(4), .number(2)], [("groups", .number(2))])
    }
  }

  /// PyTorch draws kernels and biases from ±1/√(kh·kw·channels): here ±1/6.
  @Test func `compat=pytorch starts kernels and biases as PyTorch does`() throws {
    let line = LayerDescription(
      label: "layer", "conv2d", Arguments([.number(64), .number(3)], compatibility: .pytorch))
    let m = try Model(name: "m", inputs: [Model.Input("input", [5, 5, 4])], lines: [line])
    for path in ["layer.kernel", "layer.bias"] {
      let numbers = try #require(m.parameter(path)).value.doubles
      let largest = try #require(numbers.map { abs($0) }.max())
      #expect(largest <= 1.0 / 6 && largest > 0.15)
    }
  }

  /// What cannot be is said before memory is asked for.
  @Test(
    arguments: [
      ("conv2d", [1_000_000, 1_000_000]), ("conv2d_transpose", [4, 3, 1_000_000]),
      ("up_sampling2d", [1_000_000]), ("zero_padding2d", [1_000_000]), ("conv2d", [2, 0]),
      ("max_pooling2d", [1e30]), ("depthwise_conv2d", [3, 1, 7]),
    ] as [(String, [Double])])
  func `sizes beyond reason do not crash`(word: String, numbers: [Double]) {
    _ = try? model([32, 32, 3], word, numbers.map { .number($0) })
  }
}
