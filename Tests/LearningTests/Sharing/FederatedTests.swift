import Data
import Engine
import Learning
import Testing

/// Clients that train by themselves, whose weights are averaged.
@Suite("Federated averaging") struct FederatedTests {
  @Test(arguments: [true, false])
  func `one client is an ordinary training whose optimizer begins anew in each epoch`(
    shuffles: Bool
  ) throws {
    // Gradient descent remembers nothing: three epochs are three rounds.
    func run(_ clients: TrainingOptions.Clients?) throws -> TrainingRun {
      try train(try net(), points(30)) {
        ($0.epochs, $0.batchSize, $0.shuffles, $0.clients) = (3, 8, shuffles, clients)
        $0.optimizer = chosen(StochasticGradientDescent(learningRate: 0.3))
      }
    }
    let (ordinary, federated) = try (run(nil), run(.evenly(1)))
    #expect(ordinary.weightHash == federated.weightHash)
    #expect(ordinary.stepLosses() == federated.stepLosses())
    #expect(ordinary.series("loss") == federated.series("loss"))
  }

  @Test func `Adam begins anew in each round`() throws {
    func options(_ change: inout TrainingOptions) {
      (change.batchSize, change.shuffles) = (8, false)
      change.optimizer = chosen(Adam(learningRate: 0.1))
    }
    let whole = try net()
    try train(whole, points(30)) {
      options(&$0)
      ($0.epochs, $0.clients) = (3, .evenly(1))
    }
    let parts = try net()
    for _ in 0..<3 { try train(parts, points(30)) { options(&$0) } }
    #expect(WeightHash.of(whole) == WeightHash.of(parts))
  }

  @Test func `a round is the mean of what each client makes of the common weights`() throws {
    let samples = points(30)
    let owners = (0..<30).map { $0 % 5 == 0 ? 0 : 1 }
    func options(_ change: inout TrainingOptions) {
      (change.batchSize, change.shuffles, change.dtype) = (4, false, .float64)
      change.optimizer = chosen(Adam(learningRate: 0.1))
    }
    let common = try net(.float64)
    let run = try train(common, samples) {
      options(&$0)
      ($0.clients, $0.localEpochs) = (.named(["a", "b"], owners: owners), 2)
    }
    var mean = [Double](repeating: 0, count: numbers(common).count)
    for client in 0..<2 {
      let rows = owners.indices.filter { owners[$0] == client }
      let own = try net(.float64)
      try train(own, samples.subset(rows)) {
        options(&$0)
        $0.epochs = 2
      }
      for (place, number) in numbers(own).enumerated() {
        mean[place] += number * Double(rows.count) / 30
      }
    }
    #expect(isClose(numbers(common), mean, within: 1e-12))
    #expect(run.setup.federation?.clients.map(\.name) == ["a", "b"])
    #expect(run.setup.federation?.clients.map(\.rows.count) == [6, 24])
    #expect(run.clientLosses.count == 2 && !run.clientLosses.contains { !$0.isFinite })
    // Two local epochs of 2 and of 6 batches.
    #expect(run.progress.step == 16 && run.setup.stepsPerEpoch == 16)
  }

  @Test func `rows are dealt out evenly, each once`() throws {
    let setup = try TrainingSetup(
      net(), on: points(32), options { ($0.clients, $0.validationSplit) = (.evenly(5), 0.25) })
    let clients = try #require(setup.federation).clients
    #expect(clients.map(\.rows.count).sorted() == [4, 5, 5, 5, 5])
    #expect(clients.flatMap(\.rows).sorted() == Array(0..<24))
    #expect(throws: LearningError.self) {
      try TrainingSetup(net(), on: points(3), options { $0.clients = .evenly(4) })
    }
  }

  @Test(arguments: 1..<20)
  func `a stop at any step, a stored checkpoint and a resumed run change no bit`(stop: Int) throws {
    func setup() throws -> TrainingSetup {
      try TrainingSetup(
        net(), on: points(26),
        options {
          ($0.epochs, $0.batchSize, $0.localEpochs) = (2, 4, 2)
          $0.optimizer = chosen(Adam(learningRate: 0.05))
          $0.snapshots = SnapshotBudget(bytes: 1 << 24)
          $0.clients = .evenly(3)
          $0.validation = points(10)
          $0.earlyStopping = EarlyStopping(patience: 50)
        })
    }
    let whole = finished(try TrainingRun(setup()))
    let first = try TrainingRun(setup())
    first.intervene(.stop, afterStep: stop)
    _ = finished(first)
    let names = CheckpointNames(try setup())
    let read = try TrainingCheckpoint(try #require(first.checkpoint).stored(as: names), as: names)
    let second = finished(try TrainingRun(setup().ofCopies(epochs: 2, label: "s"), from: read))
    #expect(second.weightHash == whole.weightHash)
    #expect(second.stepLosses() == whole.stepLosses())
    #expect(second.series("val_loss") == whole.series("val_loss"))
    #expect(second.clientLosses == whole.clientLosses)
    let again = try whole.checkpoint(afterStep: stop)
    #expect(again.weights.map(\.doubles) == read.weights.map(\.doubles))
  }

  @Test func `within a round the common weights are handed out`() throws {
    let net = try net()
    let before = WeightHash.of(net)
    let run = try TrainingRun(
      TrainingSetup(
        net, on: points(20), options { ($0.batchSize, $0.clients) = (4, .evenly(2)) }))
    run.intervene(.stop, afterStep: 2)
    _ = finished(run)
    run.updateModel()
    #expect(WeightHash.of(net) == before)
  }

  @Test func `a checkpoint of other clients is refused`() throws {
    func setup(_ clients: TrainingOptions.Clients?) throws -> TrainingSetup {
      try TrainingSetup(net(), on: points(20), options { $0.clients = clients })
    }
    let run = finished(try TrainingRun(setup(.evenly(2))))
    let checkpoint = try #require(run.checkpoint)
    #expect(throws: LearningError.self) { try checkpoint.check(against: setup(.evenly(3))) }
    #expect(throws: LearningError.self) { try checkpoint.check(against: setup(nil)) }
    try checkpoint.check(against: setup(.evenly(2)))
  }

  private func net(_ dtype: DType = .float32) throws -> Model {
    try model([1], [.dense(4, "tanh"), .dense(1, "sigmoid")], dtype: dtype)
  }

  private func numbers(_ model: Model) -> [Double] {
    model.parameters.flatMap { $0.variable.value.doubles }
  }

  private func finished(_ run: TrainingRun) -> TrainingRun {
    run.start()
    run.wait()
    return run
  }
}
