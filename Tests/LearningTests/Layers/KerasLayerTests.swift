import Catalog
import Engine
import Learning
import Testing

/// Layers whose names and numbers are Keras's; numbers by hand.
@Suite("Slopes, masks, edges and plain attention")
struct KerasLayerTests {
  @Test func `a slope acts below 0 alone, and is shared along the axes that are named`() throws {
    let own = try model([2, 2], [.word("prelu")])
    #expect(own.parameter("prelu.alpha")?.type.shape == [2, 2])
    try own.set("prelu.alpha", to: tensor([0.5, 1, 2, 0], [2, 2]))
    #expect(try own.predict(tensor([-2, 3, -1, -4], [1, 2, 2])).doubles == [-1, 3, -2, 0])
    let shared = try model(
      [2, 2],
      [LayerDescription("prelu", Arguments(named: [("shared_axes", .list([.number(1)]))]))])
    #expect(shared.parameter("prelu.alpha")?.type.shape == [1, 2])
    #expect(throws: LearningError.self) {
      try model(
        [2], [LayerDescription("prelu", Arguments(named: [("shared_axes", .number(2))]))])
    }
  }

  @Test func `compat=pytorch starts slopes at a quarter`() throws {
    let line = LayerDescription("prelu", Arguments([], compatibility: .pytorch))
    let m = try model([3], [line])
    #expect(m.parameter("prelu.alpha")?.value.doubles == [0.25, 0.25, 0.25])
  }

  /// The second step is 7 throughout: it becomes 0, and the mean is that of the two others.
  @Test func `masked steps become 0 and do not count`() throws {
    let m = try model([3, 2], [.word("masking", .number(7))])
    let x = tensor([1, 2, 7, 7, 7, 4], [1, 3, 2])
    #expect(try m.predict(x).doubles == [1, 2, 0, 0, 7, 4])
    let mean = try model(
      [3, 2], [.word("masking", .number(7)), .word("global_average_pooling1d")])
    #expect(try mean.predict(x).doubles == [4, 3])
  }

  /// What a masked step holds changes nothing of what stands behind attention.
  @Test func `attention leaves out what is masked`() throws {
    for word in ["attention", "additive_attention"] {
      let m = try model([3, 2], [.word("masking", .number(9)), .word(word)])
      let all = try m.predict(tensor([1, 2, 3, 1, 9, 9], [1, 3, 2])).doubles
      let two = try model([2, 2], [.word(word)])
      for (path, variable) in two.parameters {
        try two.set(path, to: m.parameter(path)?.value ?? variable.value)
      }
      let alone = try two.predict(tensor([1, 2, 3, 1], [1, 2, 2])).doubles
      #expect(zip(all, alone).allSatisfy { abs($0 - $1) < 1e-6 }, "\(word)")
      #expect(Array(all.suffix(2)) == [0, 0])
    }
  }

  @Test func `attention looks at lines of as many features only`() throws {
    for word in ["attention", "additive_attention"] {
      #expect(throws: LearningError.self) {
        try model(
          [3, 2],
          [
            .dense(2, label: "memory"), .dense(3),
            LayerDescription(word, Arguments(named: [("value", .word("memory"))])),
          ])
      }
      #expect(throws: LearningError.self) { try model([3], [.word(word)]) }
    }
  }

  @Test func `more cannot be cut off than is there`() throws {
    for (word, sample, sides) in [
      ("cropping1d", [4, 1], 2.0), ("cropping2d", [5, 4, 1], 2), ("cropping1d", [4, 1], 1_000_000),
    ] as [(String, Shape, Double)] {
      do {
        _ = try model(sample, [.word(word, .number(sides))])
        Issue.record("\(word)")
      } catch LearningError.shape(.layer(_, word, .longer, _, _)) {
      }
    }
    #expect(try model([4, 1], [.word("cropping1d", .number(1))]).outputShape == [2, 1])
  }

  @Test func `sizes beyond reason do not crash`() {
    for (word, sample, numbers) in [
      ("up_sampling1d", [8, 2], [1_000_000]), ("zero_padding1d", [8, 2], [1_000_000]),
      ("conv1d_transpose", [8, 2], [1_000_000, 1_000_000]), ("depthwise_conv1d", [8, 2], [3, 1]),
      ("separable_conv1d", [8, 2], [1_000_000, 9]), ("attention", [1 << 20, 2], []),
      ("additive_attention", [1 << 16, 64], []),
    ] as [(String, Shape, [Double])] {
      _ = try? model(sample, [LayerDescription(word, Arguments(numbers.map { .number($0) }))])
    }
  }

  @Test func `the weights of sequences have Keras's shapes`() throws {
    let m = try model(
      [9, 4],
      [
        .word("conv1d_transpose", .number(3), .number(2)),
        LayerDescription(
          "depthwise_conv1d", Arguments([.number(2)], named: [("depth_multiplier", .number(2))])),
        .word("separable_conv1d", .number(5), .number(3)),
      ])
    let shapes = m.parameters.map { "\($0.path) \($0.variable.type.shape)" }
    #expect(
      shapes == [
        "conv1d_transpose.kernel [2, 3, 4]", "conv1d_transpose.bias [3]",
        "depthwise_conv1d.kernel [2, 3, 2]", "depthwise_conv1d.bias [6]",
        "separable_conv1d.depthwise_kernel [3, 6, 1]",
        "separable_conv1d.pointwise_kernel [1, 6, 5]", "separable_conv1d.bias [5]",
      ])
    #expect(m.outputShape == [7, 5])
  }
}
