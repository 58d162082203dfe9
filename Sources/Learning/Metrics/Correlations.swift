import Catalog

/// Pearson's correlation of targets and predictions over all samples, of each output; the mean over outputs.
///
/// Σ (y − ȳ)(p − p̄)/√(Σ (y − ȳ)²·Σ (p − p̄)²). NaN where one side does not vary. Keras correlates along the last axis of each
/// sample instead.
struct PearsonCorrelation: Metric, WithoutParameters {
  static let signature = Signature.metric(
    "pearson_correlation", "Correlation of targets and predictions, -1 to 1.",
    example: "pearson_correlation([1, 2, 4], [1.5, 2, 3])")

  var readsClasses: Bool { false }
  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesPairs }
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    PairedMoments(layout.width) { $0.covariance / ($0.truths * $0.answers).squareRoot() }
  }
}

/// Lin's correlation: how near targets and predictions are to being equal; the mean over outputs.
///
/// 2·cov/(var y + var p + (ȳ − p̄)²), with population moments. Lin 1989; Keras correlates along the last axis of each sample.
struct ConcordanceCorrelation: Metric, WithoutParameters {
  static let signature = Signature.metric(
    "concordance_correlation", "How near targets and predictions are to being equal, -1 to 1.",
    example: "concordance_correlation([1, 2, 4], [1.5, 2, 3])")

  var readsClasses: Bool { false }
  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesPairs }
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    PairedMoments(layout.width) {
      2 * $0.covariance / ($0.truths + $0.answers + $0.total * $0.distance * $0.distance)
    }
  }
}

/// 1 − var(y − p)/var(y): like r2_score, but a constant error costs nothing; the mean over outputs.
///
/// Where the targets do not vary: 1 if the errors do not either, else 0, as in scikit-learn.
struct ExplainedVariance: Metric, WithoutParameters {
  static let signature = Signature.metric(
    "explained_variance", "Share of the targets' variance that is explained, up to a constant.",
    example: "explained_variance([1, 2, 4], [1.5, 2, 3])")

  var readsClasses: Bool { false }
  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesPairs }
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    PairedMoments(layout.width) {
      let errors = $0.truths + $0.answers - 2 * $0.covariance
      return $0.truths == 0 ? (errors == 0 ? 1 : 0) : 1 - errors / $0.truths
    }
  }
}

/// Sums of squares and products around the means, by Welford's updates, of each output.
private struct PairedMoments: MetricAccumulator {
  /// Of one output.
  struct Sums {
    var total = 0.0
    var meanTruth = 0.0
    var meanAnswer = 0.0
    var truths = 0.0
    var answers = 0.0
    var covariance = 0.0

    /// Between the means.
    var distance: Double { meanTruth - meanAnswer }

    mutating func add(_ truth: Double, _ answer: Double, _ weight: Double) {
      guard weight > 0 else { return }
      total += weight
      let (a, b) = (truth - meanTruth, answer - meanAnswer)
      meanTruth += a * weight / total
      meanAnswer += b * weight / total
      truths += weight * a * (truth - meanTruth)
      answers += weight * b * (answer - meanAnswer)
      covariance += weight * a * (answer - meanAnswer)
    }
  }

  private var outputs: [Sums]
  private let score: (Sums) -> Double

  init(_ width: Int, _ score: @escaping (Sums) -> Double) {
    outputs = Array(repeating: Sums(), count: width)
    self.score = score
  }

  mutating func add(_ batch: MetricBatch) {
    let width = outputs.count
    for (place, pair) in zip(batch.targets, batch.predictions).enumerated() {
      outputs[place % width].add(pair.0, pair.1, batch.weight(place / width))
    }
  }

  var state: [Double] {
    get {
      outputs.flatMap {
        [$0.total, $0.meanTruth, $0.meanAnswer, $0.truths, $0.answers, $0.covariance]
      }
    }
    set {
      var reader = StateReader(newValue)
      for place in outputs.indices {
        outputs[place] = Sums(
          total: reader.amount(), meanTruth: reader.number(), meanAnswer: reader.number(),
          truths: reader.number(), answers: reader.number(), covariance: reader.number())
      }
    }
  }

  var result: MetricValue {
    let scores = outputs.map { $0.total > 0 ? score($0) : .nan }
    return .number(scores.reduce(0, +) / Double(max(scores.count, 1)))
  }

  var remark: String? {
    guard result.summary.isNaN, outputs.contains(where: { $0.total > 0 }) else { return nil }
    return "targets or predictions do not vary"
  }
}
