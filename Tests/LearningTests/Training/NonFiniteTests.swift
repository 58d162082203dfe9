import Catalog
import Data
import Engine
import Learning
import Testing

@Suite("A loss that is no number")
struct NonFiniteTests {
  @Test func `the run stops, names the place and keeps finite weights`() throws {
    let m = try model([1], [.dense(8, label: "hidden"), .dense(1, label: "output")])
    let samples = Samples(
      x: tensor([1, 2, 3, 4], [4, 1], .float32), y: tensor([1, 2, 3, 4], [4]))
    let run = try train(m, samples) {
      $0.epochs = 100
      $0.loss = LossChoice(MeanSquaredError())
      $0.optimizer = Chosen(
        StochasticGradientDescent(learningRate: 1e9), text: "sgd(1000000000)")
    }
    guard case .failed(let report)? = run.outcome else {
      Issue.record("a failure is expected")
      return
    }
    #expect(run.progress.phase == .failed)
    #expect(report.step >= 2 && report.keptStep == report.step - 1)
    #expect(["hidden", "output", "loss"].contains(report.layer))
    #expect(report.origin?.name.isEmpty == false)
    #expect(report.learningRate == 1e9 && report.optimizer == "sgd(1000000000)")
    #expect(try #require(report.lastLoss).isFinite)
    for (path, variable) in m.parameters {
      let isFinite = variable.value.doubles.allSatisfy { $0.isFinite }
      #expect(isFinite, "\(path)")
    }
  }

  /// The steps up to the failure are those of a run that was stopped before it.
  @Test func `the kept weights are those after the last good step`() throws {
    let samples = Samples(
      x: tensor([1, 2, 3, 4], [4, 1], .float32), y: tensor([1, 2, 3, 4], [4]))
    func net() throws -> Model { try model([1], [.dense(8), .dense(1)]) }
    let rate = StochasticGradientDescent(learningRate: 1e9)
    let failing = try net()
    let run = try train(failing, samples) {
      $0.epochs = 100
      $0.loss = LossChoice(MeanSquaredError())
      $0.optimizer = chosen(rate)
    }
    guard case .failed(let report)? = run.outcome else {
      Issue.record("a failure is expected")
      return
    }
    let stopped = try net()
    try train(stopped, samples) {
      $0.epochs = report.keptStep
      $0.loss = LossChoice(MeanSquaredError())
      $0.optimizer = chosen(rate)
    }
    #expect(WeightHash.of(stopped) == WeightHash.of(failing))
  }
}
