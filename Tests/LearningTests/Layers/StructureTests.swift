import Catalog
import Engine
import Learning
import Testing

@Suite("Structures")
struct StructureTests {
  private let ones: [(name: String, value: Argument)] = [("kernel_initializer", .word("ones"))]

  @Test func `average is the mean of its paths`() throws {
    let m = try model(
      [2], [.around("average", [.around("path", [.dense(2, with: ones)]), .around("path", [])])])
    #expect(try m.predict(tensor([3, 5], [1, 2])).doubles == [5.5, 6.5])
  }

  @Test func `concatenate joins along any axis of a sample`() throws {
    let paths: [LayerDescription] = [.around("path", []), .around("path", [])]
    let line = LayerDescription(
      "concatenate", Arguments(named: [("axis", .number(1))]), lines: paths)
    let m = try model([2, 2], [line])
    #expect(m.outputShape == [4, 2])
    #expect(
      try m.predict(tensor([1, 2, 3, 4], [1, 2, 2])).doubles == [1, 2, 3, 4, 1, 2, 3, 4])
    #expect(throws: LearningError.self) {
      let wrong = LayerDescription(
        "concatenate", Arguments(named: [("axis", .number(3))]), lines: paths)
      _ = try model([2, 2], [wrong])
    }
  }

  /// Each element of the sequence sums its two numbers.
  @Test func `time_distributed applies its lines to each element`() throws {
    let m = try model([3, 2], [.around("time_distributed", [.dense(1, with: ones)])])
    #expect(m.outputShape == [3, 1])
    #expect(m.parameters.map(\.path) == ["dense.kernel", "dense.bias"])
    #expect(
      try m.predict(tensor([1, 2, 3, 4, 5, 6], [1, 3, 2])).doubles == [3, 7, 11])
    #expect(throws: LearningError.self) {
      _ = try model([3], [.around("time_distributed", [.dense(1)])])
    }
  }
}
