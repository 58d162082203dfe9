import Catalog
import Data
import Engine
import Learning
import Testing

/// A run that was stopped, stored and resumed against one that never stopped.
@Suite("Going on with a run")
struct ResumeTests {
  /// What a net and its training are, drawn from the case's number.
  private struct Plan {
    let number: Int
    let samples: Samples
    let optimizer: any Optimizer
    let batchSize: Int
    let epochs = 3

    init(_ number: Int) throws {
      self.number = number
      let stream = RandomStream(seed: 77, purpose: .sample, name: "resume", occurrence: number)
      let sizes = [5, 8, 16]
      batchSize = sizes[stream.index(below: 3, at: 0)]
      samples = points(20 + stream.index(below: 30, at: 1))
      let words: [(String, [(name: String, value: Argument)])] = [
        ("adam", [("learning_rate", .number(0.05))]),
        ("sgd", [("momentum", .number(0.9)), ("nesterov", .bool(true))]),
        ("adam", [("use_ema", .bool(true)), ("ema_momentum", .number(0.9))]),
        ("adamw", [("gradient_accumulation_steps", .number(2))]),
        ("rmsprop", [("learning_rate", .number(0.01)), ("global_clipnorm", .number(1))]),
        ("nadam", [("weight_decay", .number(0.01))]), ("adagrad", []), ("lion", []),
      ]
      let (word, arguments) = words[stream.index(below: words.count, at: 2)]
      let type = try #require(Optimizers.named(word))
      optimizer = try type.init(
        BoundArguments(Arguments([], named: arguments), to: type.signature))
    }

    func draw(_ position: UInt64, _ bound: Int) -> Int {
      RandomStream(seed: 77, purpose: .sample, name: "resume", occurrence: number)
        .index(below: bound, at: position)
    }

    /// Two metrics, and a loss used as one.
    private var metrics: [MetricChoice] {
      get throws {
        let words = [
          "accuracy", "auc", "f1_score", "mcc", "brier", "log_loss", "precision", "binary_accuracy",
          "average_precision", "confusion",
        ]
        let chosen = try [draw(10, words.count), draw(11, words.count)].map { index in
          MetricChoice(try #require(Metrics.named(words[index])).make())
        }
        return chosen + [.loss(LossChoice(MeanSquaredError()))]
      }
    }

    func setup() throws -> TrainingSetup {
      let net = try model(
        [1],
        [.dense(6, "relu"), .word("dropout", .number(0.3)), .dense(1, "sigmoid")])
      let metrics = try metrics
      return try TrainingSetup(
        net, on: samples,
        options {
          $0.epochs = epochs
          $0.batchSize = batchSize
          $0.optimizer = chosen(optimizer)
          $0.metrics = metrics
          $0.validationSplit = 0.2
          $0.earlyStopping = EarlyStopping(patience: 50)
          $0.seed = UInt64(number)
        })
    }
  }

  private func finished(_ run: TrainingRun) -> TrainingRun {
    run.start()
    run.wait()
    return run
  }

  @Test(arguments: 0..<50)
  func `a stop at any step, a stored checkpoint and a resumed run change no bit`(
    number: Int
  ) throws {
    let plan = try Plan(number)
    let whole = finished(try TrainingRun(plan.setup()))
    let setup = try plan.setup()
    let first = try TrainingRun(setup)
    let stop = 1 + plan.draw(9, setup.stepsPerEpoch * plan.epochs - 1)
    first.intervene(.stop, afterStep: stop)
    _ = finished(first)
    #expect(first.progress.step == stop)
    let checkpoint = try #require(first.checkpoint)
    let names = CheckpointNames(setup)
    let stored = checkpoint.stored(as: names)
    let read = try TrainingCheckpoint(stored, as: names)
    let second = finished(
      try TrainingRun(setup.ofCopies(epochs: plan.epochs, label: "s"), from: read))
    #expect(second.weightHash == whole.weightHash)
    #expect(second.stepLosses() == whole.stepLosses())
    for name in whole.seriesNames where !name.hasSuffix("confusion") {
      #expect(second.series(name) == whole.series(name), "\(name)")
    }
    #expect(second.epochs().map(\.isBest) == whole.epochs().map(\.isBest))
  }

  @Test func `a run can be stopped twice, and the model of the first keeps its weights`() throws {
    let plan = try Plan(3)
    let whole = finished(try TrainingRun(plan.setup()))
    let setup = try plan.setup()
    let first = try TrainingRun(setup)
    first.intervene(.stop, afterStep: 2)
    _ = finished(first)
    first.updateModel()
    let kept = WeightHash.of(setup.models[0])
    let second = try TrainingRun(
      setup.ofCopies(epochs: plan.epochs, label: "s"), from: #require(first.checkpoint))
    second.intervene(.stop, afterStep: 5)
    _ = finished(second)
    let third = finished(
      try TrainingRun(
        second.setup.ofCopies(epochs: plan.epochs, label: "t"), from: #require(second.checkpoint)))
    #expect(third.weightHash == whole.weightHash)
    #expect(WeightHash.of(setup.models[0]) == kept)
  }

  @Test func `more epochs go on as if they had been planned`() throws {
    let net = { try model([1], [.dense(4, "tanh"), .dense(1, "sigmoid")]) }
    func setup(_ epochs: Int) throws -> TrainingSetup {
      try TrainingSetup(net(), on: points(30), options { $0.epochs = epochs })
    }
    let whole = finished(try TrainingRun(setup(5)))
    let first = finished(try TrainingRun(setup(2)))
    let second = finished(
      try TrainingRun(
        first.setup.ofCopies(epochs: 5, label: "s"), from: #require(first.checkpoint)))
    #expect(second.weightHash == whole.weightHash)
    #expect(second.series("loss") == whole.series("loss"))
  }

  @Test func `a checkpoint of another model names the tensors that differ`() throws {
    func setup(_ units: Int, _ extra: [LayerDescription] = []) throws -> TrainingSetup {
      try TrainingSetup(
        model([1], [.dense(units, "tanh", label: "hidden")] + extra + [.dense(1, "sigmoid")]),
        on: points(30), TrainingOptions())
    }
    let small = finished(try TrainingRun(setup(4)))
    let checkpoint = try #require(small.checkpoint)
    let error = try #require(throws: LearningError.self) {
      _ = try TrainingRun(setup(5), from: checkpoint)
    }
    guard case .training(.checkpoint(.tensors([], [], let differing))) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(differing.prefix(2) == ["hidden.kernel", "hidden.bias"])
    let stored = checkpoint.stored(as: CheckpointNames(small.setup))
    let misfit = try #require(throws: TrainingCheckpoint.Misfit.self) {
      _ = try TrainingCheckpoint(stored, as: CheckpointNames(setup(4, [.dense(4)])))
    }
    guard case .tensors(let missing, let extra, []) = misfit else {
      Issue.record("\(misfit)")
      return
    }
    #expect(missing.contains("weight/dense_1.kernel"))
    #expect(extra == [])
  }
}
