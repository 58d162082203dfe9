import Catalog
import Data
import Engine
import Learning
import Testing

@Suite("Training runs")
struct TrainingRunTests {
  private func net(_ name: String = "m") throws -> Model {
    try model([2], [.dense(4, "tanh", label: "hidden"), .dense(1, "sigmoid")], name: name)
  }

  @Test func `two layers learn XOR`() throws {
    let m = try net()
    let run = try train(m, xor) {
      $0.epochs = 300
      $0.batchSize = 4
      $0.optimizer = chosen(Adam(learningRate: 0.05))
    }
    let record = try #require(run.epochs().last)
    #expect(record.value("accuracy") == 1)
    #expect(try #require(record.value("loss")) < 0.1)
    #expect(try m.predict(xor.x).doubles.map { $0 > 0.5 } == [false, true, true, false])
    guard case .finished? = run.outcome else {
      Issue.record("the run ends by itself")
      return
    }
  }

  /// w = 0, x = 1, y = 1: ∂(w + b − 1)²/∂w = −2, so one step of 0.1 gives 0.2.
  @Test func `one step of gradient descent is the formula`() throws {
    let m = try model(
      [1],
      [
        LayerDescription(
          "dense", Arguments([.number(1)], named: [("kernel_initializer", .word("zeros"))]))
      ])
    let run = try train(m, Samples(x: tensor([1], [1, 1], .float32), y: tensor([1], [1]))) {
      $0.optimizer = chosen(StochasticGradientDescent(learningRate: 0.1))
      $0.loss = LossChoice(MeanSquaredError())
    }
    #expect(run.stepLosses() == [1])
    #expect(isClose(m.parameters.map { $0.variable.value.first }, [0.2, 0.2]))
  }

  @Test func `the model keeps its weights until it is asked to take the new ones`() throws {
    let m = try net()
    let before = WeightHash.of(m)
    let run = try TrainingRun(TrainingSetup(m, on: xor, options { $0.epochs = 3 }))
    run.start()
    run.wait()
    #expect(WeightHash.of(m) == before)
    run.updateModel()
    #expect(WeightHash.of(m) != before)
    #expect(run.weightHash == WeightHash.of(m))
  }

  @Test func `the same program gives the same bits, with any number of threads`() throws {
    let hashes = try [1, 2, 3].map { threads in
      let m = try model(
        [1], [.dense(40, "relu"), .word("dropout", .number(0.3)), .dense(1, "sigmoid")])
      try train(m, points(101)) {
        $0.epochs = 4
        $0.threads = threads
      }
      return WeightHash.of(m)
    }
    #expect(hashes[0] == hashes[1] && hashes[0] == hashes[2])
  }

  @Test func `another seed gives another order`() throws {
    let hashes = try [UInt64(0), 1].map { seed in
      let m = try net()
      try train(m, points2(40)) {
        $0.epochs = 2
        $0.seed = seed
      }
      return WeightHash.of(m)
    }
    #expect(hashes[0] != hashes[1])
  }

  @Test func `a last batch that is not full counts by its samples`() throws {
    let m = try net()
    let run = try train(m, points2(70)) { $0.epochs = 2 }
    #expect(run.stepLosses().count == 6)
    #expect(run.epochs().map(\.step) == [3, 6])
    #expect(run.progress.steps == 6 && run.progress.step == 6)
    let losses = run.stepLosses()
    let mean = (losses[0] * 32 + losses[1] * 32 + losses[2] * 6) / 70
    #expect(isClose([try #require(run.epochs()[0].value("loss"))], [mean], within: 1e-12))
  }

  @Test func `validation is measured after each epoch`() throws {
    let m = try net()
    let run = try train(m, points2(40)) {
      $0.epochs = 2
      $0.validation = points2(20)
    }
    #expect(run.seriesNames == ["loss", "accuracy", "val_loss", "val_accuracy"])
    #expect(run.series("val_loss")?.count == 2)
    let evaluation = try Evaluation(of: m, on: points2(20))
    #expect(evaluation.value("loss") == run.series("val_loss")?.last.map { .number($0) })
    #expect(run.series("speed") == nil)
  }

  @Test func `a request to stop ends the run between two steps`() throws {
    let m = try net()
    let run = try TrainingRun(TrainingSetup(m, on: points2(64), options { $0.epochs = 1_000_000 }))
    run.start()
    run.requestStop()
    #expect(run.wait(seconds: 60))
    guard case .stopped? = run.outcome else {
      Issue.record("stopped is expected")
      return
    }
    #expect(run.progress.phase == .stopped)
    #expect(run.updateModel() == run.stepLosses().count)
  }

  @Test func `changes at a step act after its update`() throws {
    let m = try net()
    let run = try TrainingRun(TrainingSetup(m, on: points2(64), options { $0.epochs = 10 }))
    run.intervene(.set("learning_rate", 0), afterStep: 3)
    run.intervene(.stop, afterStep: 5)
    run.start()
    run.wait()
    #expect(run.stepLosses().count == 5)
    #expect(run.progress.learningRate == 0)
  }

  @Test func `a condition ends the run after an epoch`() throws {
    let m = try net()
    let run = try train(m, points2(64)) {
      $0.epochs = 100
      $0.until = { ($0["loss"] ?? 0) > 0 }
    }
    #expect(run.epochs().count == 1)
    guard case .conditionMet? = run.outcome else {
      Issue.record("the condition is expected")
      return
    }
  }

  @Test func `early stopping gives the best weights back`() throws {
    let m = try net()
    let run = try train(m, points2(64)) {
      $0.epochs = 50
      // Far too large a rate: the first epochs are the best ones.
      $0.optimizer = chosen(Adam(learningRate: 1))
      $0.validation = points2(64)
      $0.earlyStopping = EarlyStopping(patience: 3)
    }
    let losses = try #require(run.series("val_loss"))
    let best = try #require(losses.min())
    let evaluation = try Evaluation(of: m, on: points2(64))
    #expect(evaluation.value("loss") == .number(best))
  }

  /// Points in the plane, labelled by the sign of their sum.
  private func points2(_ count: Int) -> Samples {
    let x = (0..<count * 2).map { Double($0 * 53 % 97) / 97 - 0.5 }
    let y = (0..<count).map { Int32(x[2 * $0] + x[2 * $0 + 1] > 0 ? 1 : 0) }
    return Samples(x: Tensor(x, [count, 2], .float32), y: Tensor(y, [count]))
  }
}
