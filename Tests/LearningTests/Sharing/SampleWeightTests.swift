import Catalog
import Data
import Engine
import Learning
import TestSupport
import Testing

/// Weights of samples in losses, metrics and trainings.
@Suite("Weights of samples") struct SampleWeightTests {
  static let cases = Result { try GoldenFile(named: "weights").cases }

  @Test(arguments: try cases.get().filter { $0.name.hasPrefix("classes") })
  func `scores of classes are those of scikit-learn with sample_weight`(golden: GoldenCase) throws {
    let metrics: [MetricChoice] = try ["log_loss", "auc", "average_precision", "f1_score"].map {
      MetricChoice(try #require(Metrics.named($0)).make())
    }
    let evaluation = try evaluate(golden, BinaryCrossentropy(), metrics)
    guard case .classes(let found)? = evaluation.judgement else {
      Issue.record("classes are judged as classes")
      return
    }
    let own = [found.scores.map(\.precision), found.scores.map(\.recall), found.scores.map(\.f1)]
    #expect(isClose(own.flatMap { $0 }, try golden["scores"].numbers, within: 1e-12))
    for mean in found.means {
      #expect(
        isClose(
          [mean.precision, mean.recall, mean.f1], try golden[mean.name].numbers, within: 1e-12))
    }
    let numbers = [
      ("auc", found.areaUnderCurve), ("average_precision", found.averagePrecision),
      ("loss", number(evaluation, "loss")), ("log_loss", number(evaluation, "log_loss")),
    ]
    for (name, value) in numbers {
      #expect(isClose([try #require(value)], try golden[name].numbers, within: 1e-9), "\(name)")
    }
    #expect(number(evaluation, "auc") == found.areaUnderCurve)
    #expect(number(evaluation, "f1_score") == found.scores[1].f1)
    // Support counts samples, whatever they weigh.
    #expect(found.count == (try golden["y_true"].numbers.count))
  }

  @Test(arguments: try cases.get().filter { $0.name.hasPrefix("classes") })
  func `accuracy is that of scikit-learn with sample_weight`(golden: GoldenCase) throws {
    let accuracy = try ["accuracy", "binary_accuracy"].map {
      MetricChoice(try #require(Metrics.named($0)).make())
    }
    let evaluation = try evaluate(golden, BinaryCrossentropy(), accuracy)
    for name in ["accuracy", "binary_accuracy"] {
      let own = try #require(number(evaluation, name))
      #expect(isClose([own], try golden["accuracy"].numbers, within: 1e-12))
    }
  }

  @Test(arguments: try cases.get().filter { $0.name.hasPrefix("numbers") })
  func `errors are those of scikit-learn with sample_weight`(golden: GoldenCase) throws {
    let metrics: [MetricChoice] =
      try ["root_mean_squared_error", "r2_score"].map {
        MetricChoice(try #require(Metrics.named($0)).make())
      } + [.loss(LossChoice(MeanSquaredError()))]
    let evaluation = try evaluate(golden, MeanSquaredError(), metrics)
    guard case .numbers(let found)? = evaluation.judgement else {
      Issue.record("numbers are judged as numbers")
      return
    }
    let wanted = try golden["errors"].numbers
    let own = found.errors
    let judged = [own.meanSquared, own.rootMeanSquared, own.meanAbsolute, own.r2]
    #expect(isClose(judged, wanted, within: 1e-9))
    #expect(isClose([found.mean], try golden["mean"].numbers, within: 1e-9))
    #expect(found.baseline.r2 == 0)
    let measured = try ["mean_squared_error", "root_mean_squared_error", "r2_score"].map {
      try #require(number(evaluation, $0))
    }
    #expect(isClose(measured, [wanted[0], wanted[1], wanted[3]], within: 1e-9))
    #expect(
      isClose(
        [try #require(number(evaluation, "loss"))], try golden["loss"].numbers, within: 1e-9))
  }

  @Test func `a weight of 2 moves weights as a row that stands there twice`() throws {
    let x = [0.1, -0.4, 0.7, 1.2]
    let y = [0.3, 0.1, -0.2, 0.9]
    func samples(_ rows: [Int], _ weights: [Double]?) throws -> Samples {
      var samples = Samples(
        x: Tensor(rows.map { x[$0] }, [rows.count, 1], .float64),
        y: Tensor(rows.map { y[$0] }, [rows.count], .float64))
      samples.weights = try weights.map { try SampleWeights.rows($0, for: rows.count) }
      return samples
    }
    // The sum is divided by the number of rows: 4 of one, 5 of the other.
    let weighted = try trained(try samples([0, 1, 2, 3], [1, 1, 2, 1]), rate: 0.4)
    let doubled = try trained(try samples([0, 1, 2, 2, 3], nil), rate: 0.5)
    #expect(isClose(weighted, doubled, within: 1e-12))
    // A weight of 0 is a row that is not there.
    let without = try trained(try samples([0, 1, 3], nil), rate: 0.3)
    let hidden = try trained(try samples([0, 1, 2, 3], [1, 1, 0, 1]), rate: 0.4)
    #expect(isClose(without, hidden, within: 1e-12))
  }

  @Test func `weights follow their rows through shuffling, batches and the validation split`()
    throws
  {
    let weights = try SampleWeights.rows((0..<20).map { Double($0 % 3) }, for: 20)
    var samples = points(20)
    samples.weights = weights
    let part = samples.subset([3, 4, 5])
    #expect((0..<3).map { part.weights?.number($0) } == [0, 1, 2])
    let tail = samples.subset(17..<20)
    #expect((0..<3).map { tail.weights?.number($0) } == [2, 0, 1])
    // Ones change nothing; other weights do.
    var ones = points(20)
    ones.weights = try SampleWeights.rows(Array(repeating: 1, count: 20), for: 20)
    func run(_ samples: Samples) throws -> TrainingRun {
      let net = try model([1], [.dense(4, "tanh"), .dense(1, "sigmoid")])
      return try train(net, samples) {
        ($0.epochs, $0.batchSize, $0.validationSplit) = (3, 4, 0.25)
        $0.metrics = [MetricChoice(Accuracy()), MetricChoice(AreaUnderCurve())]
      }
    }
    let (plain, even, other) = try (run(points(20)), run(ones), run(samples))
    #expect(isClose(plain.stepLosses(), even.stepLosses(), within: 1e-6))
    #expect(plain.series("val_auc") == even.series("val_auc"))
    #expect(plain.stepLosses() != other.stepLosses())
  }

  @Test func `weights multiply those of classes`() throws {
    func loss(_ weights: [Double]?, _ classes: [Double]?) throws -> Double {
      var samples = Samples(
        x: Tensor([0.5, -1, 2], [3, 1], .float64), y: Tensor([0.0, 1, 1], [3], .float64))
      samples.weights = try weights.map { try SampleWeights.rows($0, for: 3) }
      let net = try model([1], [.dense(1, "sigmoid")], dtype: .float64)
      try net.set("dense.kernel", to: Tensor([0.7], [1, 1], .float64))
      let run = try train(net, samples) {
        $0.loss = LossChoice(BinaryCrossentropy())
        $0.classWeights = classes.map { .given($0) }
        $0.dtype = .float64
      }
      return run.stepLosses()[0]
    }
    let both = try loss([2, 1, 3], [1, 5])
    #expect(isClose([both], [try loss([2, 5, 15], nil)], within: 1e-12))
  }

  @Test func `numbers that are no weights are refused`() throws {
    let wrong: [([Double], SampleWeights.Fault)] = [
      ([1, -1], .outside(-1, row: 1)), ([.infinity, 1], .outside(.infinity, row: 0)),
      ([1, .nan], .missing(row: 1)), ([0, 0], .allZero), ([1], .count(expected: 2, found: 1)),
    ]
    for (numbers, fault) in wrong {
      #expect(throws: fault) { try SampleWeights.rows(numbers, for: 2) }
    }
  }

  @Test(arguments: ["auc", "average_precision", "r2_score", "accuracy", "brier", "f1_score"])
  func `what was counted with weights goes through a checkpoint`(word: String) throws {
    let layout = TargetLayout(
      targets: Tensor([0.0, 1, 1], [3]), predictions: Tensor([0.25, 0.5, 0.75], [3]),
      areScores: true)
    let metric = try #require(Metrics.named(word)).make()
    func batch(_ weights: [Double]) -> MetricBatch {
      MetricBatch(
        layout, targets: [0, 1, 1], predictions: [0.6, 0.5, 0.75], weights: weights)
    }
    var whole = metric.accumulator(for: layout)
    whole.add(batch([1, 2, 0.5]))
    var other = metric.accumulator(for: layout)
    other.state = whole.state
    #expect(other.state == whole.state)
    whole.add(batch([3, 0.1, 1]))
    other.add(batch([3, 0.1, 1]))
    #expect(whole.result == other.result)
    #expect(!whole.result.summary.isNaN)
  }

  private func number(_ evaluation: Evaluation, _ name: String) -> Double? {
    if case .number(let number)? = evaluation.value(name) { number } else { nil }
  }

  /// A model that passes the case's numbers on.
  private func evaluate(
    _ golden: GoldenCase, _ loss: some Loss, _ metrics: [MetricChoice]
  ) throws -> Evaluation {
    let inputs = try golden["y_pred"].tensor(.float64)
    let net = try model([1], [.dense(1, "linear")], dtype: .float64)
    try net.set("dense.kernel", to: Tensor([1], [1, 1], .float64))
    let truth = try golden["y_true"].tensor(.float64)
    var samples = Samples(x: Tensor(inputs.doubles, [inputs.count, 1], .float64), y: truth)
    samples.weights = try SampleWeights.rows(golden["weights"].numbers, for: inputs.count)
    return try Evaluation(of: net, on: samples, loss: LossChoice(loss), metrics: metrics)
  }

  /// Kernel and bias after five steps over all samples.
  private func trained(_ samples: Samples, rate: Double) throws -> [Double] {
    let net = try model([1], [.dense(1, "linear")], dtype: .float64)
    try net.set("dense.kernel", to: Tensor([0.3], [1, 1], .float64))
    try train(net, samples) {
      ($0.epochs, $0.batchSize, $0.dtype) = (5, 8, .float64)
      $0.loss = LossChoice(MeanSquaredError())
      $0.optimizer = chosen(StochasticGradientDescent(learningRate: rate))
    }
    return net.parameters.flatMap { $0.variable.value.doubles }
  }
}
