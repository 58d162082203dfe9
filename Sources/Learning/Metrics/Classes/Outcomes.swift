import Catalog

/// How many answers to yes-or-no questions are yes, or no, and right, or wrong. Entries count what their weights say.
private struct Outcomes: MetricAccumulator {
  let isPositive: Bool
  let isRight: Bool
  let threshold: Double
  var count = 0.0

  mutating func add(_ batch: MetricBatch) {
    let answers = batch.layout.isLogits ? sigmoids(batch.predictions) : batch.predictions
    let width = max(answers.count / max(batch.count, 1), 1)
    for (place, (truth, answer)) in zip(batch.targets, answers).enumerated()
    where (answer > threshold) == isPositive && ((truth != 0) == isPositive) == isRight {
      count += batch.weight(place / width)
    }
  }

  var state: [Double] {
    get { [count] }
    set {
      var reader = StateReader(newValue)
      count = reader.amount()
    }
  }

  var result: MetricValue { .number(count) }
}

/// A count of one of the four outcomes of a yes-or-no question.
private protocol OutcomeMetric: Metric {
  static var isPositive: Bool { get }
  static var isRight: Bool { get }
  var threshold: Double { get }
}

extension OutcomeMetric {
  var readsClasses: Bool { false }
  static var prefersLarger: Bool { isRight }
  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesPairs }
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Outcomes(isPositive: Self.isPositive, isRight: Self.isRight, threshold: threshold)
  }
}

private func counting(_ name: String, _ what: String) -> Signature {
  Signature.metric(
    name, "How many answers are \(what).", example: "\(name)([1, 0, 1], [0.8, 0.6, 0.3])",
    [BinaryAccuracy.threshold.description])
}

/// Answers yes that are right.
struct TruePositives: OutcomeMetric {
  static let signature = counting("true_positives", "yes, and right")
  static let (isPositive, isRight) = (true, true)
  let threshold: Double
  init(_ arguments: BoundArguments) throws(ArgumentError) {
    threshold = try arguments[BinaryAccuracy.threshold]
  }
}

/// Answers yes that are wrong.
struct FalsePositives: OutcomeMetric {
  static let signature = counting("false_positives", "yes, and wrong")
  static let (isPositive, isRight) = (true, false)
  let threshold: Double
  init(_ arguments: BoundArguments) throws(ArgumentError) {
    threshold = try arguments[BinaryAccuracy.threshold]
  }
}

/// Answers no that are right.
struct TrueNegatives: OutcomeMetric {
  static let signature = counting("true_negatives", "no, and right")
  static let (isPositive, isRight) = (false, true)
  let threshold: Double
  init(_ arguments: BoundArguments) throws(ArgumentError) {
    threshold = try arguments[BinaryAccuracy.threshold]
  }
}

/// Answers no that are wrong.
struct FalseNegatives: OutcomeMetric {
  static let signature = counting("false_negatives", "no, and wrong")
  static let (isPositive, isRight) = (false, false)
  let threshold: Double
  init(_ arguments: BoundArguments) throws(ArgumentError) {
    threshold = try arguments[BinaryAccuracy.threshold]
  }
}
