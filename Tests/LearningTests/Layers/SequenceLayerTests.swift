import Catalog
import Data
import Engine
import Learning
import Testing

@Suite("Embeddings and attention")
struct SequenceLayerTests {
  private let embedding = LayerDescription.word("embedding", .number(4), .number(2))
  private let masking = LayerDescription(
    "embedding", Arguments([.number(4), .number(2)], named: [("mask_zero", .bool(true))]))

  private func attention(
    _ named: [(name: String, value: Argument)] = []
  ) -> LayerDescription {
    LayerDescription(
      "multi_head_attention", Arguments([.number(2), .number(3)], named: named))
  }

  @Test func `an embedding looks its rows up`() throws {
    let m = try model([3], [embedding])
    try m.set("embedding.embeddings", to: tensor([0, 1, 10, 11, 20, 21, 30, 31], [4, 2]))
    #expect(try m.predict(tensor([2, 0, 3], [1, 3])).doubles == [20, 21, 0, 1, 30, 31])
  }

  @Test(arguments: [4, -1, 0.5])
  func `a number without a row is refused before anything runs`(number: Double) throws {
    let m = try model([2], [embedding, .word("flatten"), .dense(1)])
    let x = tensor([0, 1, 2, number], [2, 2], .float32)
    #expect(throws: LearningError.self) { try m.predict(x) }
    #expect(throws: LearningError.self) {
      try TrainingSetup(m, on: Samples(x: x, y: tensor([0, 1], [2, 1])), options { _ in })
    }
    do {
      _ = try m.predict(x)
    } catch LearningError.input(.indexNumber(let row, let value, let bound, let layer)) {
      #expect((row, value, bound, layer) == (1, number, 4, "embedding"))
    }
  }

  @Test func `an embedding inside a shared model checks its numbers too`() throws {
    let encoder = try model([2], [embedding], name: "encoder")
    let m = try model(
      [2], [LayerDescription("model", Arguments([.value(encoder)])), .word("flatten"), .dense(1)])
    #expect(throws: LearningError.self) { try m.predict(tensor([0, 4], [1, 2])) }
  }

  @Test func `attention reads a labelled line, with another length`() throws {
    let m = try Model(
      name: "m", inputs: [Model.Input("source", [5]), Model.Input("target", [3])],
      lines: [
        .word("from", .word("source")), embedding,
        .dense(4, label: "memory"), .word("from", .word("target")), embedding,
        attention([("value", .word("memory"))]), .dense(1),
      ])
    #expect(m.parameter("multi_head_attention.query.kernel")?.type.shape == [2, 2, 3])
    #expect(m.parameter("multi_head_attention.value.kernel")?.type.shape == [4, 2, 3])
    #expect(m.outputShape == [3, 1])
    let source = tensor([0, 1, 2, 3, 0, 3, 2, 1, 0, 3], [2, 5])
    #expect(try m.predict([source, tensor([1, 2, 3, 3, 2, 1], [2, 3])]).shape == [2, 3, 1])
  }

  @Test func `a label that does not stand before is an error with the known ones`() throws {
    do {
      _ = try model([3], [embedding, attention([("value", .word("memry"))])])
      Issue.record("there is no memry")
    } catch LearningError.building(.unknownSource(let name, let known, _)) {
      #expect(name == "memry")
      #expect(known == ["embedding", "input"])
    }
  }

  @Test func `causal attention does not look ahead`() throws {
    let m = try model([3], [embedding, attention([("use_causal_mask", .bool(true))])])
    let one = try m.predict(tensor([1, 2, 3], [1, 3])).doubles
    let other = try m.predict(tensor([1, 2, 0], [1, 3])).doubles
    #expect(Array(one[..<4]) == Array(other[..<4]))
    #expect(one[4...] != other[4...])
  }

  @Test func `padding is not looked at`() throws {
    let m = try model([3], [masking, attention()])
    try m.set(
      "embedding.embeddings", to: tensor([100, -100, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [4, 2]))
    let short = try model([2], [masking, attention()])
    for (path, variable) in m.parameters { try short.set(path, to: variable.value) }
    let padded = try m.predict(tensor([1, 2, 0], [1, 3])).doubles
    let alone = try short.predict(tensor([1, 2], [1, 2])).doubles
    #expect(isClose(Array(padded[..<4]), alone, within: 1e-6))
  }

  @Test func `padding leaves the loss`() throws {
    func loss(_ line: LayerDescription) throws -> Double {
      let m = try model([3], [line, .dense(3, "softmax")])
      let table = tensor([0.3, -0.2, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [4, 2])
      try m.set("embedding.embeddings", to: table)
      let samples = Samples(x: tensor([1, 2, 0], [1, 3]), y: labels([0, 1, 2], [1, 3]))
      guard case .number(let value)? = try Evaluation(of: m, on: samples).value("loss") else {
        return .nan
      }
      return value
    }
    let m = try model([3], [embedding, .dense(3, "softmax")])
    let table = tensor([0.3, -0.2, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [4, 2])
    try m.set("embedding.embeddings", to: table)
    let p = try m.predict(tensor([1, 2, 0], [1, 3])).doubles
    #expect(isClose([try loss(embedding)], [-(log(p[0]) + log(p[4]) + log(p[8])) / 3]))
    #expect(isClose([try loss(masking)], [-(log(p[0]) + log(p[4])) / 2]))
  }

  private func log(_ x: Double) -> Double {
    (try? numbers { try $0.apply(Logarithm(), to: $0.constant(Tensor(scalar: x))) }[0]) ?? .nan
  }

  @Test func `positions must have a vector`() throws {
    #expect(throws: LearningError.self) {
      _ = try model([5], [embedding, .word("position_embedding", .number(4))])
    }
    #expect(throws: LearningError.self) { _ = try model([5], [.word("position_embedding")]) }
    #expect(throws: LearningError.self) { _ = try model([5], [.word("sinusoidal_positions")]) }
    #expect(throws: LearningError.self) { _ = try model([5], [attention()]) }
  }

  @Test func `gaussian noise acts in training only, with its deviation`() throws {
    let m = try model([1000], [.word("gaussian_noise", .number(0.5))], dtype: .float64)
    let x = tensor([Double](repeating: 3, count: 1000), [1, 1000])
    #expect(try m.predict(x).doubles == x.doubles)
    let noisy = try numbers { graph in
      try m.apply(to: [graph.constant(x)], in: graph, Application(isTraining: true)).output
    }
    let mean = noisy.reduce(0, +) / 1000
    let variance = noisy.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1000
    #expect(abs(mean - 3) < 0.06)
    #expect(abs(variance.squareRoot() - 0.5) < 0.05)
  }
}
