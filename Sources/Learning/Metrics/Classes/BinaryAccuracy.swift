import Catalog

/// The share of elements on the right side of the threshold; targets are 0 and 1 of the same shape.
struct BinaryAccuracy: Metric {
  static let threshold = Parameter<Double>(
    "threshold", "Above it an output means yes.", default: 0.5
  ) { $0.isFinite }
  static let signature = Signature.metric(
    "binary_accuracy", "Share of yes-or-no answers that are right.",
    example: "binary_accuracy([1, 0], [0.8, 0.6])", [threshold.description],
    details: "With logits the threshold is that of the probability.")

  let threshold: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    threshold = try arguments[Self.threshold]
  }

  var readsClasses: Bool { false }

  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesPairs }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Answers(threshold: threshold)
  }

  private struct Answers: MetricAccumulator {
    let threshold: Double
    var hits = 0.0
    var total = 0.0

    mutating func add(_ batch: MetricBatch) {
      let answers = batch.layout.isLogits ? sigmoids(batch.predictions) : batch.predictions
      // Each element is an answer; those of an entry count alike.
      let width = max(answers.count / max(batch.count, 1), 1)
      total += batch.total * Double(width)
      for (place, (truth, answer)) in zip(batch.targets, answers).enumerated()
      where truth == (answer > threshold ? 1 : 0) {
        hits += batch.weight(place / width)
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
}

extension TargetLayout {
  /// Why targets and predictions are no pairs of numbers; `nil` where they are.
  var refusesPairs: MetricRefusal? {
    if case .sparse = kind { .noPairs } else { nil }
  }

  /// Why there is no one class a sample; `nil` where there is.
  var refusesLabels: MetricRefusal? {
    guard case .multiLabel = kind else { return nil }
    return .severalLabels
  }
}
