import Catalog
import Data
import Engine
import Learning
import TestSupport
import Testing

/// Trainings whose samples are hidden.
@Suite("Private training") struct PrivateTrainingTests {
  static let steps = Result {
    try GoldenFile(named: "privacy").cases.filter { $0.name.hasPrefix("step/") }
  }

  @Test(arguments: try steps.get())
  func `without noise a step is the mean of clipped gradients of single samples`(
    golden: GoldenCase
  ) throws {
    let x = try golden["x"].tensor(.float64)
    let (count, width) = (x.shape[0], x.shape[1])
    let net = try model([width], [.dense(1, "linear")], dtype: .float64)
    try net.set("dense.kernel", to: try golden["kernel"].tensor(.float64))
    try net.set("dense.bias", to: try golden["bias"].tensor(.float64))
    var samples = Samples(x: x, y: try golden["y"].tensor(.float64))
    samples.weights = try SampleWeights.rows(golden["weights"].numbers, for: count)
    let clip = try #require(golden.options["clip"].flatMap { Double($0) })
    let rate = try #require(golden.options["rate"].flatMap { Double($0) })
    let run = try train(net, samples) {
      ($0.batchSize, $0.dtype) = (count, .float64)
      $0.loss = LossChoice(MeanSquaredError())
      $0.optimizer = chosen(StochasticGradientDescent(learningRate: rate))
      $0.privacy = DifferentialPrivacy(noise: 1e-14, clip: clip)
    }
    #expect(run.progress.step == 1)
    for name in ["kernel", "bias"] {
      let own = try #require(net.parameter("dense.\(name)")).value.doubles
      #expect(isClose(own, try golden["\(name)_after"].numbers, within: 1e-10), "\(name)")
    }
  }

  @Test func `noise has the deviation noise · clip over the expected batch`() throws {
    let width = 4_000
    // Inputs of 0 have no gradient: what moves the kernel is noise alone.
    let samples = Samples(
      x: Tensor([Double](repeating: 0, count: 8 * width), [8, width], .float64),
      y: Tensor([Double](repeating: 0, count: 8), [8], .float64))
    let net = try model([width], [.dense(1, "linear")], dtype: .float64)
    let before = try #require(net.parameter("dense.kernel")).value.doubles
    try train(net, samples) {
      ($0.batchSize, $0.dtype) = (8, .float64)
      $0.loss = LossChoice(MeanSquaredError())
      $0.optimizer = chosen(StochasticGradientDescent(learningRate: 1))
      $0.privacy = DifferentialPrivacy(noise: 3, clip: 0.5)
    }
    let after = try #require(net.parameter("dense.kernel")).value.doubles
    let noise = zip(before, after).map { $0 - $1 }
    let mean = noise.reduce(0, +) / Double(width)
    let deviation = (noise.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width))
      .squareRoot()
    let wanted = 3 * 0.5 / 8
    // Four standard errors of 4,000 numbers.
    #expect(abs(mean) < 4 * wanted / Double(width).squareRoot())
    #expect(abs(deviation - wanted) < 4 * wanted / (2 * Double(width)).squareRoot())
  }

  @Test func `regularizers act after the noise and are not cut`() throws {
    let samples = Samples(
      x: Tensor([0.0, 0], [2, 1], .float64), y: Tensor([0.0, 0], [2], .float64))
    let regularizer = Argument.spec(Spec("l2", Arguments([.number(5)])))
    let net = try model(
      [1], [.dense(1, "linear", with: [("kernel_regularizer", regularizer)])], dtype: .float64)
    try net.set("dense.kernel", to: Tensor([10], [1, 1], .float64))
    try train(net, samples) {
      ($0.batchSize, $0.dtype) = (2, .float64)
      $0.loss = LossChoice(MeanSquaredError())
      $0.optimizer = chosen(StochasticGradientDescent(learningRate: 0.01))
      $0.privacy = DifferentialPrivacy(noise: 1e-14, clip: 0.1)
    }
    // 10 − 0.01 · 2 · 5 · 10.
    #expect(isClose(try #require(net.parameter("dense.kernel")).value.doubles, [9], within: 1e-9))
  }

  @Test func `epsilon grows by epoch, and is that of the ledger`() throws {
    let run = try train(try net(), points(50)) {
      ($0.epochs, $0.batchSize) = (4, 10)
      $0.privacy = DifferentialPrivacy(noise: 1.1)
    }
    let series = try #require(run.series("epsilon"))
    let wanted = (1...4).map {
      PrivacyLedger([PrivacySpending(rate: 0.2, noise: 1.1, steps: 5 * $0)]).epsilon(delta: 1e-5)
    }
    #expect(isClose(series, wanted, within: 1e-12))
    #expect(run.progress.epsilon == series.last)
    #expect(run.seriesNames.last == "epsilon")
  }

  @Test func `a step may draw no sample at all`() throws {
    // One of 40 samples is to be expected.
    let run = try train(try net(), points(40)) {
      ($0.epochs, $0.batchSize) = (3, 1)
      $0.privacy = DifferentialPrivacy(noise: 0.5)
      $0.metrics = [MetricChoice(Accuracy())]
    }
    #expect(run.isFinished && run.progress.step == 120)
    #expect(!run.stepLosses().contains { !$0.isFinite })
  }

  @Test(arguments: [1, 7, 12, 29], [false, true])
  func `a stop, a stored checkpoint and a resumed run change no bit and lose no epsilon`(
    stop: Int, hasClients: Bool
  ) throws {
    func setup() throws -> TrainingSetup {
      try TrainingSetup(
        net(), on: points(33),
        options {
          ($0.epochs, $0.batchSize, $0.validationSplit) = (6, 5, 0.2)
          $0.optimizer = chosen(Adam(learningRate: 0.05))
          $0.snapshots = SnapshotBudget(bytes: 1 << 24)
          $0.privacy = DifferentialPrivacy(noise: 0.8, clip: 0.7)
          $0.metrics = [MetricChoice(Accuracy())]
          if hasClients { $0.clients = .evenly(3) }
        })
    }
    let whole = finished(try TrainingRun(setup()))
    let first = try TrainingRun(setup())
    first.intervene(.stop, afterStep: stop)
    _ = finished(first)
    #expect(first.progress.step == stop)
    let names = CheckpointNames(try setup())
    let stored = try #require(first.checkpoint).stored(as: names)
    let read = try TrainingCheckpoint(stored, as: names)
    let second = finished(try TrainingRun(setup().ofCopies(epochs: 6, label: "s"), from: read))
    #expect(second.weightHash == whole.weightHash)
    #expect(second.stepLosses() == whole.stepLosses())
    #expect(second.series("epsilon") == whole.series("epsilon"))
    #expect(second.progress.epsilon == whole.progress.epsilon)
    #expect(second.clientEpsilons == whole.clientEpsilons)
    // Back to a step, from what is kept in memory or computed again.
    let past = try whole.checkpoint(afterStep: stop)
    #expect(past.spent == read.spent)
  }

  @Test func `another batch size on the way is accounted for`() throws {
    let run = try TrainingRun(
      TrainingSetup(
        net(), on: points(40),
        options {
          ($0.epochs, $0.batchSize) = (2, 10)
          $0.privacy = DifferentialPrivacy(noise: 1)
        }))
    run.intervene(.set("batch_size", 20), afterStep: 4)
    _ = finished(run)
    #expect(run.progress.step == 6)
    let wanted = PrivacyLedger([
      PrivacySpending(rate: 0.25, noise: 1, steps: 4),
      PrivacySpending(rate: 0.5, noise: 1, steps: 2),
    ]).epsilon(delta: 1e-5)
    #expect(isClose([try #require(run.progress.epsilon)], [wanted], within: 1e-12))
  }

  @Test func `threads change no bit`() throws {
    func run(_ threads: Int) throws -> UInt64? {
      try train(try net(), points(60)) {
        ($0.epochs, $0.batchSize, $0.threads) = (2, 8, threads)
        $0.privacy = DifferentialPrivacy(noise: 1)
      }.weightHash
    }
    let (one, three) = try (run(1), run(3))
    #expect(one == three)
  }

  @Test func `layers and losses of several samples are refused`() throws {
    func refused(_ lines: [LayerDescription], _ loss: LossChoice? = nil) throws -> Bool {
      do {
        _ = try TrainingRun(
          TrainingSetup(
            model([1], lines), on: points(40),
            options {
              $0.privacy = DifferentialPrivacy(noise: 1)
              $0.loss = loss
            }))
      } catch LearningError.training(.privacy) {
        return true
      }
      return false
    }
    let mixing = try refused([.dense(3), .word("batch_normalization"), .dense(1, "sigmoid")])
    let single = try refused([.dense(3), .word("layer_normalization"), .dense(1, "sigmoid")])
    #expect(mixing && !single)
    #expect(throws: LearningError.self) {
      try TrainingSetup(
        net(), on: points(20),
        options {
          $0.batchSize = 21
          $0.privacy = DifferentialPrivacy(noise: 1)
        })
    }
  }

  private func net() throws -> Model {
    try model([1], [.dense(4, "tanh"), .word("dropout", .number(0.2)), .dense(1, "sigmoid")])
  }

  private func finished(_ run: TrainingRun) -> TrainingRun {
    run.start()
    run.wait()
    return run
  }
}
