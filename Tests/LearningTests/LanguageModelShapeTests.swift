import Learning
import Testing

@Suite("Published models by their figures")
struct LanguageModelShapeTests {
  /// Count in millions, from the paper that is named.
  struct Published: Sendable, CustomTestStringConvertible {
    let name: String
    let shape: LanguageModelShape
    let millions: Double
    var testDescription: String { name }
  }

  static let published: [Published] = [
    // Brown et al. 2020, table 2.1: 175.0B.
    Published(name: "GPT-3", shape: transformer(96, 12288, 96, 50257, 2048), millions: 175_000),
    // Brown et al. 2020, table 2.1: 125M for GPT-3 Small, which sees 2,048 tokens.
    Published(name: "GPT-3 Small", shape: transformer(12, 768, 12, 50257, 2048), millions: 125),
    // The weights that were published with Radford et al. 2019: 124,439,808 and 1,557,611,200 numbers.
    Published(name: "GPT-2", shape: transformer(12, 768, 12, 50257, 1024), millions: 124.439808),
    Published(name: "GPT-2 XL", shape: transformer(48, 1600, 25, 50257, 1024), millions: 1557.6112),
    // Devlin et al. 2019, section 3: 110M.
    Published(
      name: "BERT base",
      shape: transformer(12, 768, 12, 30522, 512) { ($0.segments, $0.hasPooler) = (2, true) },
      millions: 110),
    // Touvron et al. 2023, table 2 of the first Llama: 6.7B, 13.0B; the second kept those shapes.
    Published(name: "Llama 7B", shape: llama(32, 4096, 32, 11008), millions: 6_700),
    Published(name: "Llama 13B", shape: llama(40, 5120, 40, 13824), millions: 13_000),
    // Chinchilla: Hoffmann et al. 2022, table 4; Gopher's relative positions.
    Published(
      name: "Chinchilla",
      shape: transformer(80, 8192, 64, 32000, 2048) { $0.positions = .relative },
      millions: 70_000),
    Published(
      name: "Gopher",
      shape: transformer(80, 16384, 128, 32000, 2048) { $0.positions = .relative },
      millions: 280_000),
  ]

  static func transformer(
    _ layers: Int, _ width: Int, _ heads: Int, _ vocabulary: Int, _ context: Int,
    _ change: (inout LanguageModelShape) -> Void = { _ in }
  ) -> LanguageModelShape {
    var shape = LanguageModelShape(
      layers: layers, width: width, heads: heads, keyValueHeads: heads, headWidth: width / heads,
      feedForward: 4 * width, isGated: false, vocabulary: vocabulary, context: context,
      positions: .learned, isTied: true, hasBiases: true, segments: 0, hasPooler: false)
    change(&shape)
    return shape
  }

  static func llama(_ layers: Int, _ width: Int, _ heads: Int, _ forward: Int) -> LanguageModelShape
  {
    transformer(layers, width, heads, 32000, 4096) {
      ($0.feedForward, $0.isGated, $0.positions) = (forward, true, .rotary)
      ($0.isTied, $0.hasBiases) = (false, false)
    }
  }

  @Test(arguments: published)
  func `counts are within one percent of those that the papers give`(_ model: Published) {
    let found = Double(model.shape.parameters) / 1e6
    #expect(abs(found / model.millions - 1) < 0.01, "\(found) million")
  }

  /// The files of GPT-2 and Llama-2 7B hold exactly these numbers.
  @Test func `counts of published weights are met to the last number`() {
    #expect(Self.transformer(12, 768, 12, 50257, 1024).parameters == 124_439_808)
    #expect(Self.transformer(48, 1600, 25, 50257, 1024).parameters == 1_557_611_200)
    #expect(Self.llama(32, 4096, 32, 11008).parameters == 6_738_415_616)
    let bert = Self.transformer(12, 768, 12, 30522, 512) { ($0.segments, $0.hasPooler) = (2, true) }
    #expect(bert.parameters == 109_482_240)
  }

  /// Llama-2 70B, whose keys and values are shared by eight heads each: 68,976,648,192 numbers.
  @Test func `shared keys and values are counted once`() {
    var shape = Self.llama(80, 8192, 64, 28672)
    shape.keyValueHeads = 8
    #expect(shape.parameters == 68_976_648_192)
    #expect(shape.cacheBytes == 327_680)
  }

  /// Mixtral 8x7B: 46,702,792,704 numbers in its files; 47B, of which 13B compute, in Jiang et al. 2024, section 2.
  @Test func `of a mixture of experts all are kept, and those that are asked compute`() {
    var shape = Self.llama(32, 4096, 32, 14336)
    (shape.keyValueHeads, shape.context) = (8, 32768)
    let dense = shape
    #expect(dense.activeParameters == dense.parameters)
    (shape.experts, shape.activeExperts) = (8, 2)
    #expect(shape.parameters == 46_702_792_704)
    #expect(abs(Double(shape.activeParameters) / 12.9e9 - 1) < 0.01)
    #expect(shape.roughOperations(tokens: 2) == 12 * Double(shape.activeParameters))
    #expect(shape.forwardOperations(context: 8) < 2 * dense.forwardOperations(context: 8))
    #expect(shape.cacheBytes == dense.cacheBytes)
  }

  /// Llama-3 70B: 70,553,706,496 numbers in its files; 70.6B in the report of 2024.
  @Test func `a larger vocabulary is counted on both sides`() {
    var shape = Self.llama(80, 8192, 64, 28672)
    (shape.keyValueHeads, shape.vocabulary) = (8, 128_256)
    #expect(shape.parameters == 70_553_706_496)
  }

  /// Brown et al. 2020, table D.1: 3.14e23 for 300 billion tokens, by 6·N·D.
  @Test func `GPT-3's training takes what its paper says`() {
    let shape = Self.transformer(96, 12288, 96, 50257, 2048)
    #expect(abs(shape.roughOperations(tokens: 300e9) / 3.14e23 - 1) < 0.01)
    let exact = LanguageModelCost(shape, tokens: 300e9).operations
    #expect(exact > shape.roughOperations(tokens: 300e9))
    #expect(exact < 1.05 * shape.roughOperations(tokens: 300e9))
  }

  /// Narayanan et al. 2021, equation 2, without recomputation: 72·s·l·h²·(1 + s/6h + V/12lh) for a sequence.
  @Test func `operations are those of the formula for a sequence`() {
    let shape = Self.transformer(24, 2304, 24, 51200, 2048)
    let (s, l, h, v) = (2048.0, 24.0, 2304.0, 51200.0)
    let attention: Double = s / (6 * h)
    let answer: Double = v / (12 * l * h)
    let formula: Double = 72 * s * l * h * h * (1 + attention + answer)
    #expect(abs(shape.trainingOperations * s / formula - 1) < 1e-12)
  }

  /// Korthikanti et al. 2022, equation 1 with b = 1: s·h·(34 + 5·a·s/h) a layer, by hand for two of them.
  @Test func `activations are those of the formula`() {
    let shape = Self.transformer(2, 4, 2, 10, 3)
    // 3·4·34 + 5·2·3·3 bytes a layer; the inputs of both are 2·2·3·4 bytes.
    let layer = 408.0 + 90.0
    #expect(shape.activationBytes == 2 * layer)
    #expect(shape.recomputedActivationBytes == 48 + layer)
  }

  @Test func `the figures of the largest model that can be typed overflow nothing`() {
    let huge = 1_000_000_000
    let shape = LanguageModelShape(
      layers: huge, width: huge, heads: huge, keyValueHeads: huge, headWidth: huge,
      feedForward: huge, isGated: true, vocabulary: huge, context: huge, positions: .relative,
      isTied: false, hasBiases: true, segments: 1000, hasPooler: true)
    #expect(shape.parameters == .max)
    #expect(shape.activationBytes.isFinite)
  }
}
