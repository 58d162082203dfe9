import Catalog

/// The share of samples whose class was found: binary (p > 0.5), categorical or sparse by shape;
/// the share of labels that are right where a sample has several.
package struct Accuracy: Metric, WithoutParameters {
  package static let signature = Signature.metric(
    "accuracy", "Share of samples whose class was found.", example: "accuracy([1, 0], [0.8, 0.6])",
    details: "Chooses binary, categorical or sparse accuracy by the shapes.")

  package init() {}

  package func accumulator(for layout: TargetLayout) -> any MetricAccumulator { HitShare() }
}

/// `accuracy` for one-hot targets.
package struct CategoricalAccuracy: Metric, WithoutParameters {
  package static let signature = Signature.metric(
    "categorical_accuracy", "Share of one-hot rows whose class was found.",
    example: "categorical_accuracy([[0, 1], [1, 0]], [[0.2, 0.8], [0.4, 0.6]])")

  package init() {}

  package func refusal(of layout: TargetLayout) -> MetricRefusal? {
    if let reason = layout.refusesLabels { return reason }
    return if case .oneHot = layout.kind { nil } else { .noOneHotRows }
  }

  package func accumulator(for layout: TargetLayout) -> any MetricAccumulator { HitShare() }
}

/// `accuracy` for class numbers.
package struct SparseCategoricalAccuracy: Metric, WithoutParameters {
  package static let signature = Signature.metric(
    "sparse_categorical_accuracy", "Share of class numbers that were found.",
    example: "sparse_categorical_accuracy([1, 0], [[0.2, 0.8], [0.4, 0.6]])")

  package init() {}

  package func refusal(of layout: TargetLayout) -> MetricRefusal? {
    switch layout.kind {
    case .sparse, .classNumbers: nil
    case .multiLabel: layout.refusesLabels
    case .binary, .oneHot: .noClassNumbers
    }
  }

  package func accumulator(for layout: TargetLayout) -> any MetricAccumulator { HitShare() }
}

/// How many entries have their class found.
struct HitShare: MetricAccumulator {
  private var hits = 0.0
  private var total = 0.0

  mutating func add(_ batch: MetricBatch) {
    let batch = batch.questions
    total += batch.total
    for entry in 0..<batch.count {
      let (truth, guess) = batch.classes(of: entry)
      if truth == guess, truth >= 0 { hits += batch.weight(entry) }
    }
  }

  var state: [Double] {
    get { [hits, total] }
    set {
      var reader = StateReader(newValue)
      (hits, total) = (reader.amount(), reader.amount())
    }
  }

  var result: MetricValue { .number(total == 0 ? .nan : ratio(hits, total)) }
}
