import Catalog
import Data
import Engine
import Learning
import Testing

@Suite("Normalization of inputs")
struct NormalizationTests {
  private func line(_ named: [(name: String, value: Argument)] = []) -> LayerDescription {
    LayerDescription("normalization", Arguments(named: named))
  }

  /// Keras: (x − mean) / max(√variance, 1e-7).
  @Test func `written moments shift and scale, and back`() throws {
    let moments: [(name: String, value: Argument)] = [
      ("mean", .list([.number(1), .number(10)])), ("variance", .list([.number(4), .number(0.25)])),
    ]
    let m = try model([2], [line(moments)], dtype: .float64)
    #expect(m.parameters.isEmpty)
    #expect(try m.predict(tensor([3, 11], [1, 2])).doubles == [1, 2])
    let back = try model([2], [line(moments + [("invert", .bool(true))])], dtype: .float64)
    #expect(try back.predict(tensor([1, 2], [1, 2])).doubles == [3, 11])
    #expect(throws: LearningError.self) { _ = try model([3], [line(moments)]) }
    #expect(throws: LearningError.self) { _ = try model([2], [line([moments[0]])]) }
  }

  /// The columns 0 … 9 and 100, 200, … have means 4.5 and 550, variances 8.25 and 82,500.
  @Test func `moments are learnt from the training samples, once`() throws {
    let m = try model([2], [line(), .dense(1)], dtype: .float64)
    let numbers = (0..<10).flatMap { [Double($0), Double(100 * ($0 + 1))] }
    let samples = Samples(
      x: tensor(numbers, [10, 2]), y: tensor(Array(repeating: 1, count: 10), [10, 1]))
    try train(m, samples) { $0.batchSize = 4 }
    #expect(isClose(try #require(m.parameter("normalization.mean")).value.doubles, [4.5, 550]))
    let variance = try #require(m.parameter("normalization.variance")).value.doubles
    #expect(isClose(variance, [8.25, 82_500], within: 1e-9))
    #expect(m.parameter("normalization.count")?.value.doubles == [10])
    let other = Samples(x: tensor([5, 5], [1, 2]), y: tensor([1], [1, 1]))
    try train(m, other) { _ in }
    #expect(isClose(try #require(m.parameter("normalization.mean")).value.doubles, [4.5, 550]))
  }

  @Test func `a second layer sees what the first one gives`() throws {
    let m = try model([1], [line(), line(), .dense(1)], dtype: .float64)
    let x = (0..<300).map { Double($0 % 7) }
    let samples = Samples(x: tensor(x, [300, 1]), y: tensor(x, [300, 1]))
    try train(m, samples) { _ in }
    #expect(isClose(try #require(m.parameter("normalization_1.mean")).value.doubles, [0]))
    #expect(isClose(try #require(m.parameter("normalization_1.variance")).value.doubles, [1]))
  }

  @Test func `one mean for all with axis none`() throws {
    let m = try model([2], [line([("axis", .none)]), .dense(1)], dtype: .float64)
    let samples = Samples(x: tensor([0, 2, 4, 6], [2, 2]), y: tensor([0, 1], [2, 1]))
    try train(m, samples) { _ in }
    #expect(m.parameter("normalization.mean")?.value.doubles == [3])
    #expect(m.parameter("normalization.variance")?.value.doubles == [5])
  }
}
