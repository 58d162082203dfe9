import Catalog
import Engine
import Learning
import Testing

@Suite struct RecurrentLayerTests {
  @Test(arguments: [("simple_rnn", 1), ("lstm", 4), ("gru", 3)])
  func `weights have Keras's layout and first values`(word: String, gates: Int) throws {
    let m = try model([5, 2], [.word(word, .number(3))])
    let shapes = m.parameters.map { $0.variable.type.shape }
    let bias: Shape = word == "gru" ? [2, 9] : [gates * 3]
    #expect(shapes == [[2, gates * 3], [3, gates * 3], bias])
    #expect(
      m.parameters.map(\.path) == ["kernel", "recurrent_kernel", "bias"].map { "\(word).\($0)" })
    let numbers = m.parameters[2].variable.value.doubles
    let ones = word == "lstm" ? 3..<6 : 0..<0
    #expect(numbers == numbers.indices.map { ones.contains($0) ? 1 : 0 })
    #expect(m.outputShape == [3])
  }

  @Test func `a forget bias can be left out, and the sequence given`() throws {
    let options: [(name: String, value: Argument)] = [
      ("unit_forget_bias", .bool(false)), ("return_sequences", .bool(true)),
    ]
    let m = try model([5, 2], [LayerDescription("lstm", Arguments([.number(3)], named: options))])
    #expect(m.parameters[2].variable.value.doubles == [Double](repeating: 0, count: 12))
    #expect(m.outputShape == [5, 3])
  }

  @Test func `bidirectional has weights of its own for each direction`() throws {
    let m = try model([5, 2], [.around("bidirectional", [.word("lstm", .number(3))])])
    #expect(m.outputShape == [6])
    #expect(
      m.parameters.map(\.path)
        == ["forward", "backward"].flatMap { use in
          ["kernel", "recurrent_kernel", "bias"].map { "bidirectional.\(use).lstm.\($0)" }
        })
    #expect(m.parameters[0].variable.value.doubles != m.parameters[3].variable.value.doubles)
  }

  @Test func `bidirectional takes one recurrent layer, and a recurrent layer a sequence`() {
    #expect(throws: LearningError.self) {
      _ = try model([5, 2], [.around("bidirectional", [.dense(3)])])
    }
    #expect(throws: LearningError.self) {
      let two: [LayerDescription] = [.word("lstm", .number(3)), .word("lstm", .number(3))]
      _ = try model([5, 2], [.around("bidirectional", two)])
    }
    #expect(throws: LearningError.self) { _ = try model([5], [.word("gru", .number(3))]) }
  }

  /// Rows of a table are multiplied once for each class, not once for each token.
  @Test func `an embedding before a recurrent layer gives the same numbers either way`() throws {
    let lines: [LayerDescription] = [
      .word("embedding", .number(4), .number(3)), .word("lstm", .number(5)),
    ]
    let m = try model([6], lines)
    // One sample has fewer tokens than 2 classes; four have more.
    let tokens = Tensor((0..<24).map { Int32($0 * 5 % 4) }, [4, 6])
    let together = try m.predict(tokens).doubles
    let wide = try model(
      [6], [.word("embedding", .number(40), .number(3)), .word("lstm", .number(5))])
    for (path, variable) in m.parameters where path != "embedding.embeddings" {
      try wide.set(path, to: variable.value)
    }
    let table = m.parameters[0].variable.value.doubles
    let padded = table + [Double](repeating: 0, count: 36 * 3)
    try wide.set("embedding.embeddings", to: Tensor(padded, [40, 3], .float32))
    #expect(try wide.predict(tokens).doubles == together)
  }
}
