import Catalog
import Data
import Engine
import Testing

@testable import Learning

/// Weights that become 0 and stay so.
@Suite("Pruning")
struct PruningTests {
  private func net(_ dtype: DType = .float32) throws -> Model {
    try Model(
      name: "net", inputs: [Model.Input("input", [1])],
      lines: [.dense(8, "tanh"), .dense(8, "tanh"), .dense(2, "softmax")], seed: 5, dtype: dtype)
  }

  private func zeros(of model: Model) -> [Set<Int>] {
    model.prunable.map { _, variable in
      Set(variable.value.doubles.enumerated().filter { $0.element == 0 }.map(\.offset))
    }
  }

  @Test func `the smallest weights go, of equal ones the first`() {
    let tensors = [Tensor([3, -1, 2, 0.5], [4]), Tensor([0.5, -4, .nan, 1], [4])]
    #expect(
      Magnitudes.pruned(tensors, share: 0.5, scope: .global).map { $0.doubles.map { $0 == 0 } }
        == [[false, true, false, true], [true, false, false, true]])
    #expect(
      Magnitudes.pruned(tensors, share: 0.25, scope: .layer).map { $0.doubles.map { $0 == 0 } }
        == [[false, false, false, true], [true, false, false, false]])
    // 1 of 8: the first of both that are 0.5.
    #expect(
      Magnitudes.pruned(tensors, share: 0.125, scope: .global).map { $0.doubles.map { $0 == 0 } }
        == [[false, false, false, true], [false, false, false, false]])
    #expect(Magnitudes.pruned(tensors, share: 0, scope: .global)[0].doubles[0] == 3)
  }

  @Test(arguments: [
    "sgd", "momentum", "adam", "adamw", "ema", "accumulated", "clipped", "lion", "lbfgs",
  ])
  func `zeros stay zeros with every optimizer, and the others learn`(name: String) throws {
    let model = try net()
    model.prune(share: 0.6, scope: .global)
    let before = zeros(of: model)
    let kept = model.prunable.map(\.variable.value)
    try train(model, points(64)) {
      $0.epochs = 3
      switch name {
      case "sgd": $0.optimizer = chosen(StochasticGradientDescent(learningRate: 0.1))
      case "adamw":
        $0.optimizer = try? optimizer(AdamW.self, [("learning_rate", 0.01), ("weight_decay", 0.1)])
      case "momentum":
        $0.optimizer = try? optimizer(
          StochasticGradientDescent.self, [("learning_rate", 0.1), ("momentum", 0.9)])
      case "ema": $0.optimizer = try? optimizer(Adam.self, [("use_ema", true)])
      case "accumulated":
        $0.optimizer = try? optimizer(Adam.self, [("gradient_accumulation_steps", 2)])
      case "clipped": $0.optimizer = try? optimizer(Adam.self, [("global_clipnorm", 0.5)])
      case "lion": $0.optimizer = try? optimizer(Lion.self, [])
      case "lbfgs": $0.optimizer = try? optimizer(LBFGS.self, [])
      default: break
      }
      #expect($0.optimizer != nil || name == "adam")
    }
    #expect(zip(before, zeros(of: model)).allSatisfy { $0.isSubset(of: $1) })
    #expect(zip(kept, model.prunable).contains { !$0.isIdentical(to: $1.variable.value) })
  }

  private func optimizer<Kind: Optimizer>(
    _ kind: Kind.Type, _ options: [(String, any Sendable)]
  ) throws -> Chosen<any Optimizer> {
    let arguments = Arguments(
      named: options.map { name, value in
        (
          name: name,
          value: (value as? Bool).map(Argument.bool)
            ?? .number((value as? Double) ?? Double(value as? Int ?? 0))
        )
      })
    return Chosen(try Kind.make(arguments), text: Kind.signature.name, arguments: arguments)
  }

  @Test func `a model that was not pruned learns from zeros`() throws {
    let model = try net()
    for (path, variable) in model.prunable {
      try model.set(path, to: Tensor(repeating: 0, variable.type.shape, .float32))
    }
    try model.set("dense_1.bias", to: Tensor(repeating: 0.5, [8], .float32))
    let before = zeros(of: model)
    try train(model, points(32)) { $0.epochs = 2 }
    #expect(before != zeros(of: model))
  }

  @Test func `private trainings keep zeros, too`() throws {
    let model = try net()
    model.prune(share: 0.5, scope: .layer)
    let before = zeros(of: model)
    try train(model, points(32)) {
      $0.epochs = 2
      $0.privacy = DifferentialPrivacy(noise: 1, clip: 1)
    }
    #expect(zip(before, zeros(of: model)).allSatisfy { $0.isSubset(of: $1) })
  }

  @Test func `a copy is as sparse, and what is frozen stays`() throws {
    let model = try net()
    model.prune(share: 0.5, scope: .global)
    let copy = model.copy(named: "copy")
    #expect(copy.zeroKeepingPaths == ["dense.kernel", "dense_1.kernel", "dense_2.kernel"])
    try train(copy, points(32)) {
      $0.epochs = 1
      $0.frozen = [.path("dense_1")]
    }
    #expect(zip(zeros(of: model), zeros(of: copy)).allSatisfy { $0.isSubset(of: $1) })
    #expect(model.sparsity.zeros == 44)
  }

  @Test func `gradual pruning comes to its share and keeps it`() throws {
    let schedule = GradualPruning(from: 0, to: 0.8, steps: 100, scope: .global)
    #expect(schedule.last == 75)
    // Zhu and Gupta's cubic: after 15 of 75 steps 0.8·(1 − 0.8³).
    #expect(abs((schedule.share(beforeStep: 15) ?? 0) - 0.8 * (1 - 0.512)) < 1e-12)
    #expect(schedule.share(beforeStep: 75) == 0.8)
    #expect(schedule.share(beforeStep: 76) == nil)
    let model = try net()
    model.prune(share: 0, scope: .global)
    let settings = options {
      $0.epochs = 10
      $0.batchSize = 8
      $0.optimizer = chosen(Adam())
    }
    var setup = try TrainingSetup(model, on: points(64), settings)
    setup.setPruning(GradualPruning(from: 0, to: 0.75, steps: 80, scope: .global))
    let run = try TrainingRun(setup)
    run.start()
    run.wait()
    run.updateModel()
    #expect(model.sparsity.zeros == 66)
  }

  @Test func `a gradual pruning that goes on from a checkpoint has the same bits`() throws {
    func trained(stoppingAt step: Int?) throws -> [Tensor] {
      let model = try net()
      model.prune(share: 0, scope: .global)
      let settings = options {
        $0.epochs = 4
        $0.batchSize = 8
        $0.seed = 4
      }
      var setup = try TrainingSetup(model, on: points(64), settings)
      setup.setPruning(GradualPruning(from: 0, to: 0.75, steps: 32, scope: .layer))
      var run = try TrainingRun(setup)
      if let step { run.intervene(.stop, afterStep: step) }
      run.start()
      run.wait()
      if step != nil {
        run = try TrainingRun(setup, from: try #require(run.checkpoint))
        run.start()
        run.wait()
      }
      run.updateModel()
      return model.parameters.map(\.variable.value)
    }
    let whole = try trained(stoppingAt: nil)
    for step in [5, 13, 24] {
      #expect(zip(whole, try trained(stoppingAt: step)).allSatisfy { $0.isIdentical(to: $1) })
    }
  }
}
