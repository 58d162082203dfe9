import Catalog
import Engine
import Learning
import Testing

@Suite("What a model computes")
struct ModelValueTests {
  private func fixed() throws -> Model {
    let m = try model([2], [.dense(2, "relu", label: "hidden"), .dense(1)])
    try m.set("hidden.kernel", to: tensor([1, -1, 2, 1], [2, 2]))
    try m.set("hidden.bias", to: tensor([0, 0.5], [2]))
    try m.set("dense.kernel", to: tensor([1, 10], [2, 1]))
    return m
  }

  /// [1, 1]: hidden [3, 0.5] → 8; [−1, 0]: hidden [0, 1.5] → 15.
  @Test func `dense layers multiply, add and cut at zero`() throws {
    let y = try fixed().predict(tensor([1, 1, -1, 0], [2, 2]))
    #expect(y.shape == [2, 1])
    #expect(y.doubles == [8, 15])
  }

  @Test func `one sample may come without its batch`() throws {
    #expect(try fixed().predict(tensor([1, 1], [2])).doubles == [8])
  }

  @Test func `predictions do not depend on how many samples come at once`() throws {
    let m = try model([3], [.dense(8, "tanh"), .dense(2, "softmax")])
    let x = Tensor((0..<1_500).map { Double($0 % 17) / 17 }, [500, 3])
    let all = try m.predict(x).doubles
    for row in [0, 255, 256, 499] {
      let single = Tensor(Array(x.doubles[row * 3..<row * 3 + 3]), [1, 3])
      #expect(try m.predict(single).doubles == Array(all[row * 2..<row * 2 + 2]))
    }
  }

  @Test func `initial weights depend on seed, label and shape only, not on the name`() throws {
    let a = try model([2], [.dense(3, label: "h"), .dense(1)])
    let b = try model([2], [.dense(3, label: "h"), .word("relu"), .dense(1)])
    let c = try model([2], [.dense(3, label: "h"), .dense(1)], seed: 1)
    let d = try model([2], [.dense(3, label: "h"), .dense(1)], name: "other")
    let kernel = a.parameter("h.kernel")?.value.doubles
    #expect(kernel == b.parameter("h.kernel")?.value.doubles)
    #expect(kernel != c.parameter("h.kernel")?.value.doubles)
    #expect(kernel == d.parameter("h.kernel")?.value.doubles)
  }

  @Test func `a copy has weights of its own, a second name has not`() throws {
    let m = try fixed()
    let same = m
    let copy = m.copy()
    try m.set("dense.bias", to: tensor([100], [1]))
    #expect(same.parameter("dense.bias")?.value.doubles == [100])
    #expect(copy.parameter("dense.bias")?.value.doubles == [0])
    #expect(try copy.predict(tensor([1, 1], [2])).doubles == [8])
  }

  @Test func `structures add, multiply and join`() throws {
    let one: [(name: String, value: Argument)] = [("kernel_initializer", .word("ones"))]
    let both: [LayerDescription] = [.around("path", [.dense(2, with: one)]), .around("path", [])]
    let x = tensor([3, 4], [1, 2])
    #expect(try model([2], [.around("add", both)]).predict(x).doubles == [10, 11])
    #expect(try model([2], [.around("multiply", both)]).predict(x).doubles == [21, 28])
    #expect(try model([2], [.around("concatenate", both)]).predict(x).doubles == [7, 7, 3, 4])
    #expect(
      try model([2], [.around("residual", [.dense(2, with: one)])]).predict(x).doubles == [10, 11])
  }

  @Test func `dropout rests outside training`() throws {
    let m = try model([2], [.word("dropout", .number(0.5))])
    #expect(try m.predict(tensor([3, 4], [1, 2])).doubles == [3, 4])
  }

  @Test func `a weight refuses another shape and an unknown path`() throws {
    let m = try fixed()
    #expect(throws: LearningError.self) { try m.set("dense.bias", to: tensor([1, 2], [2])) }
    #expect(throws: LearningError.self) { try m.set("dense.weight", to: tensor([1], [1])) }
  }

  @Test func `a stored state gives the same model again`() throws {
    let m = try fixed()
    let other = try model([2], [.dense(2, "relu", label: "hidden"), .dense(1)], seed: 5)
    try other.restore(m.state.tensors)
    #expect(WeightHash.of(other) == WeightHash.of(m))
    #expect(throws: LearningError.self) { try other.restore([]) }
  }
}
