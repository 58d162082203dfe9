import Catalog
import Data
import Engine
import Learning
import Testing

@Suite("State of batch normalisation")
struct BatchNormalizationTests {
  private func net() throws -> Model {
    try model(
      [1], [.dense(3), .word("batch_normalization"), .word("tanh"), .dense(2, "softmax")])
  }

  @Test func `moving statistics are weights that are not trained`() throws {
    let m = try net()
    let names = m.parameters.filter { !$0.variable.isTrainable }.map(\.path)
    #expect(names == ["batch_normalization.moving_mean", "batch_normalization.moving_variance"])
    #expect(m.fixedParameterCount == 6)
    #expect(m.layers[1].parameters == 12)
    #expect(m.layers[1].fixedParameters == 6)
    #expect(m.copy().fixedParameterCount == 6)
  }

  /// x = 0, 1, 2, 3 has mean 1.5 and variance 1.25: 0.99·0 + 0.01·1.5, 0.99·1 + 0.01·1.25.
  @Test func `a step moves them towards those of the batch`() throws {
    let m = try model([1], [.word("batch_normalization"), .dense(1)], dtype: .float64)
    let samples = Samples(x: tensor([0, 1, 2, 3], [4, 1]), y: tensor([0, 1, 2, 3], [4, 1]))
    try train(m, samples) { $0.batchSize = 4 }
    let mean = try #require(m.parameter("batch_normalization.moving_mean")).value.doubles
    let variance = try #require(m.parameter("batch_normalization.moving_variance")).value.doubles
    #expect(isClose(mean, [0.015], within: 1e-15))
    #expect(isClose(variance, [1.0025], within: 1e-15))
  }

  @Test func `prediction uses them and changes nothing`() throws {
    let m = try model([1], [.word("batch_normalization")], dtype: .float64)
    try m.set("batch_normalization.moving_mean", to: tensor([2], [1]))
    try m.set("batch_normalization.moving_variance", to: tensor([4 - 0.001], [1]))
    #expect(isClose(try m.predict(tensor([2, 6], [2, 1])).doubles, [0, 2], within: 1e-12))
    #expect(m.parameter("batch_normalization.moving_mean")?.value.doubles == [2])
  }

  @Test func `a frozen layer keeps them and uses them in training`() throws {
    let m = try net()
    let before = m.parameters.map(\.variable.value.doubles)
    try train(m, points(40)) { $0.frozen = [.path("batch_normalization")] }
    let after = m.parameters.map(\.variable.value.doubles)
    #expect(Array(before[2...5]) == Array(after[2...5]))
    #expect(before[0] != after[0])
  }

  @Test func `a step that is not finite leaves them`() throws {
    let m = try net()
    try m.set("dense.kernel", to: Tensor([1e38, 1e38, 1e38].map { Float($0) }, [1, 3]))
    let before = m.parameters.map(\.variable.value.doubles)
    let run = try train(m, points(40)) { $0.batchSize = 40 }
    guard case .failed? = run.outcome else {
      Issue.record("the run should fail")
      return
    }
    #expect(m.parameters.map(\.variable.value.doubles) == before)
  }

  /// Keras's rule for a layer that is applied twice: the second application goes on from the first.
  @Test func `a shared layer moves once for each use`() throws {
    let inner = try model([1], [.word("batch_normalization")], name: "inner", dtype: .float64)
    let line = LayerDescription("model", Arguments([.value(inner)]))
    let m = try model([1], [line, line], dtype: .float64)
    let samples = Samples(x: tensor([0, 2], [2, 1]), y: tensor([0, 2], [2, 1]))
    try train(m, samples) { $0.optimizer = chosen(StochasticGradientDescent(learningRate: 0)) }
    // Means 1, then 0: 0.99·(0.01·1) + 0.01·0.
    let mean = try #require(inner.parameter("batch_normalization.moving_mean")).value.doubles
    #expect(isClose(mean, [0.0099], within: 1e-12))
  }

  @Test func `a stored model brings them back`() throws {
    let m = try net()
    try train(m, points(40)) { _ in }
    let other = try net()
    try other.restore(m.state.tensors)
    #expect(WeightHash.of(other) == WeightHash.of(m))
  }
}
