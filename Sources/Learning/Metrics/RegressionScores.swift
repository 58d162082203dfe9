import Catalog

/// √mean((y − p)²) over all elements.
struct RootMeanSquaredError: Metric, WithoutParameters {
  static let prefersLarger = false
  static let signature = Signature.metric(
    "root_mean_squared_error", "Root of the mean of the squared differences.",
    example: "root_mean_squared_error([1, 2, 4], [1.5, 2, 3])")

  var readsClasses: Bool { false }

  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesPairs }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator { Squares() }

  private struct Squares: MetricAccumulator {
    var sum = 0.0
    var count = 0.0

    mutating func add(_ batch: MetricBatch) {
      let width = batch.layout.width
      count += batch.total * Double(width)
      for (place, (truth, guess)) in zip(batch.targets, batch.predictions).enumerated() {
        sum += batch.weight(place / width) * ((truth - guess) * (truth - guess))
      }
    }

    var state: [Double] {
      get { [sum, count] }
      set {
        var reader = StateReader(newValue)
        (sum, count) = (reader.number(), reader.amount())
      }
    }

    var result: MetricValue { .number(count == 0 ? .nan : (sum / count).squareRoot()) }
  }
}

/// 1 − Σ(y − p)²/Σ(y − mean y)²: the share of the variance that is explained; the mean over outputs.
///
/// 1 is perfect, 0 as good as the mean. Where the targets do not vary: 1 if they are met, else 0.
/// Of fewer than two samples NaN, as in scikit-learn: one target has no variance.
struct R2Score: Metric, WithoutParameters {
  static let signature = Signature.metric(
    "r2_score", "Share of the targets' variance that is explained.",
    example: "r2_score([1, 2, 4], [1.5, 2, 3])")

  var readsClasses: Bool { false }

  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesPairs }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Variances(width: layout.width)
  }

  /// Sums of one output; squares are taken around its first target, which loses fewer digits.
  fileprivate struct Output {
    var origin: Double?
    var count = 0.0
    /// What its samples count together.
    var total = 0.0
    var sum = 0.0
    var squares = 0.0
    var errors = 0.0

    mutating func add(_ truth: Double, _ guess: Double, _ weight: Double) {
      let start = origin ?? truth
      origin = start
      count += 1
      total += weight
      sum += weight * (truth - start)
      squares += weight * ((truth - start) * (truth - start))
      errors += weight * ((truth - guess) * (truth - guess))
    }

    var score: Double {
      guard count > 1 else { return .nan }
      let variation = squares - (total > 0 ? sum * sum / total : 0)
      if variation <= 0 { return errors == 0 ? 1 : 0 }
      return 1 - errors / variation
    }
  }

  struct Variances: MetricAccumulator {
    private var outputs: [Output]

    init(width: Int) { outputs = Array(repeating: Output(), count: width) }

    mutating func add(_ batch: MetricBatch) { add(batch.targets, batch.predictions, batch.weights) }

    /// So many numbers an entry as there are outputs; each entry counts as much as its weight says.
    mutating func add(
      _ truths: some Sequence<Double>, _ answers: some Sequence<Double>, _ weights: [Double]? = nil
    ) {
      let width = outputs.count
      for (index, pair) in zip(truths, answers).enumerated() {
        outputs[index % width].add(pair.0, pair.1, weights?[index / width] ?? 1)
      }
    }

    var state: [Double] {
      get {
        outputs.flatMap {
          [$0.origin ?? 0, $0.origin == nil ? 0 : 1, $0.count, $0.sum, $0.squares, $0.errors]
        } + (outputs.contains { $0.total != $0.count } ? outputs.map(\.total) : [])
      }
      set {
        var reader = StateReader(newValue)
        for index in outputs.indices {
          let (origin, hasOrigin) = (reader.number(), reader.whole() == 1)
          outputs[index] = Output(
            origin: hasOrigin ? origin : nil, count: reader.number(), sum: reader.number(),
            squares: reader.number(), errors: reader.number())
          outputs[index].total = outputs[index].count
        }
        // Behind the others where samples have weights.
        guard newValue.count == 7 * outputs.count else { return }
        for index in outputs.indices { outputs[index].total = reader.amount() }
      }
    }

    var remark: String? {
      outputs.contains { $0.count == 1 }
        ? "one sample has no variance that could be explained" : nil
    }

    var score: Double { outputs.reduce(0) { $0 + $1.score } / Double(outputs.count) }

    var result: MetricValue { .number(score) }
  }
}
