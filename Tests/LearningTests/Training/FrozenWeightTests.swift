import Catalog
import Engine
import Learning
import Testing

@Suite("Freezing")
struct FrozenWeightTests {
  private func twoLayers() throws -> Model {
    try model([1], [.dense(3, "tanh", label: "hidden"), .dense(2, "softmax")])
  }

  @Test func `frozen weights keep their bits, the others learn`() throws {
    let m = try twoLayers()
    let before = m.parameters.map(\.variable.value.doubles)
    try train(m, points(40)) { $0.frozen = [.path("hidden")] }
    let after = m.parameters.map(\.variable.value.doubles)
    #expect(before[0] == after[0])
    #expect(before[1] == after[1])
    #expect(before[2] != after[2])
    #expect(before[3] != after[3])
  }

  @Test func `one weight can be frozen alone`() throws {
    let m = try twoLayers()
    let before = m.parameters.map(\.variable.value.doubles)
    try train(m, points(40)) { $0.frozen = [.path("hidden.kernel")] }
    let after = m.parameters.map(\.variable.value.doubles)
    #expect(before[0] == after[0])
    #expect(before[1] != after[1])
  }

  @Test func `a model used as a layer is frozen as a whole`() throws {
    let encoder = try model([1], [.dense(3, "tanh")], name: "encoder")
    let m = try model(
      [1], [LayerDescription("model", Arguments([.value(encoder)])), .dense(2, "softmax")])
    let before = encoder.parameters.map(\.variable.value.doubles)
    try train(m, points(40)) { $0.frozen = [.model(encoder)] }
    #expect(encoder.parameters.map(\.variable.value.doubles) == before)
    try train(m, points(40)) { $0.frozen = [.path("encoder")] }
    #expect(encoder.parameters.map(\.variable.value.doubles) == before)
    try train(m, points(40)) { _ in }
    #expect(encoder.parameters.map(\.variable.value.doubles) != before)
  }

  @Test func `what has no weights cannot be frozen, and not everything can`() throws {
    let m = try twoLayers()
    #expect(throws: LearningError.self) {
      try TrainingSetup(m, on: points(40), options { $0.frozen = [.path("hiden")] })
    }
    #expect(throws: LearningError.self) {
      try TrainingSetup(
        m, on: points(40), options { $0.frozen = [.path("hidden"), .path("dense")] })
    }
  }
}
