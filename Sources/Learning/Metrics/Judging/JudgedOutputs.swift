/// The targets and predictions of all entries that count, for what is read of them as a whole.
struct JudgedOutputs {
  private(set) var batch: MetricBatch

  init(_ layout: TargetLayout) { batch = MetricBatch(layout, targets: [], predictions: []) }

  mutating func add(_ other: MetricBatch) { batch.append(other) }

  /// Two classes as one question, whether an entry is of class `positive`; `nil` for others.
  ///
  /// Scores are probabilities where logits or probabilities are what is predicted.
  func question(positive: Int) -> MetricBatch? {
    let layout = batch.layout
    guard layout.classes == 2, !layout.isMultiLabel, layout.kind != .classNumbers else {
      return nil
    }
    let width = layout.width
    let shares = batch.probabilities
    let scores = (0..<batch.count).map { entry in
      if width == 2 { return shares[entry * 2 + positive] }
      return positive == 1 ? shares[entry] : 1 - shares[entry]
    }
    let truths = (0..<batch.count).map { batch.classes(of: $0).truth == positive ? 1.0 : 0 }
    return MetricBatch(
      TargetLayout(.binary(threshold: 0.5), isLogits: false), targets: truths, predictions: scores,
      weights: batch.weights)
  }
}

extension MetricBatch {
  /// The same entries with "yes" above another share.
  func cut(at threshold: Double) -> MetricBatch {
    MetricBatch(
      TargetLayout(.binary(threshold: threshold), isLogits: false), targets: targets,
      predictions: predictions, weights: weights)
  }
}
