import Catalog
import Support

/// What is best at a threshold that keeps another share; of several classes the mean, each against the rest.
///
/// Thresholds are all scores that occur, and one above them all; an answer is yes from the threshold on. 0 where no
/// threshold keeps the share, NaN where one side has no sample.
private struct OperatingPoint: MetricAccumulator {
  /// Shares at a threshold.
  struct Shares {
    let precision: Double
    let recall: Double
    let specificity: Double
  }

  var scores: [ScoredTruths]
  var weights: [Double] = []
  let keeps: Double
  let kept: (Shares) -> Double
  let best: (Shares) -> Double

  /// A number and a truth value, and once more in order.
  var keptByteCount: Int { 48 }

  mutating func reserve(_ samples: Int) {
    for column in scores.indices { scores[column].reserveCapacity(samples) }
  }

  mutating func add(_ batch: MetricBatch) {
    batch.append(to: &scores)
    weights += batch.weights ?? []
  }

  var state: [Double] {
    get { scores.state(weights) }
    set { weights = scores.setState(newValue) }
  }

  var result: MetricValue {
    let found = scores.map(best(of:)).filter { !$0.isNaN }
    return .number(found.isEmpty ? .nan : found.reduce(0, +) / Double(found.count))
  }

  private func best(of scores: ScoredTruths) -> Double {
    func weight(_ place: Int) -> Double { weights.isEmpty ? 1 : weights[place] }
    let order = Array(scores.indices).interruptiblySorted { scores[$0].score > scores[$1].score }
    if Interrupt.isRaised { return .nan }
    var (positives, negatives) = (0.0, 0.0)
    for place in scores.indices.untilInterrupted {
      if scores[place].isTrue { positives += weight(place) } else { negatives += weight(place) }
    }
    guard positives > 0, negatives > 0 else { return .nan }
    // Above all scores nothing is called yes, and there is no precision.
    var (hits, alarms, index) = (0.0, 0.0, 0)
    var most = 0.0
    func look(_ shares: Shares) {
      if kept(shares) >= keeps { most = max(most, best(shares)) }
    }
    look(Shares(precision: -.infinity, recall: 0, specificity: 1))
    while index < order.count {
      let score = scores[order[index]].score
      // NaN equals nothing and stands alone.
      repeat {
        let place = order[index]
        if scores[place].isTrue { hits += weight(place) } else { alarms += weight(place) }
        index += 1
      } while index < order.count && scores[order[index]].score == score
      look(
        Shares(
          precision: ratio(hits, hits + alarms), recall: hits / positives,
          specificity: (negatives - alarms) / negatives))
    }
    return most
  }
}

private func share(_ name: String) -> Parameter<Double> {
  Parameter<Double>(name, "What must be reached, 0 to 1.", default: 0.5, rule: "from 0 to 1") {
    $0 >= 0 && $0 <= 1
  }
}

private func point(
  _ layout: TargetLayout, _ keeps: Double, _ kept: @escaping (OperatingPoint.Shares) -> Double,
  _ best: @escaping (OperatingPoint.Shares) -> Double
) -> any MetricAccumulator {
  OperatingPoint(
    scores: Array(repeating: [], count: layout.width), keeps: keeps, kept: kept, best: best)
}

/// The best precision at a recall.
struct PrecisionAtRecall: Metric {
  static let recall = share("recall")
  static let signature = Signature.metric(
    "precision_at_recall", "The best precision at a threshold that finds so many.",
    example: "precision_at_recall([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], recall=1)",
    [recall.description])
  let keeps: Double
  init(_ arguments: BoundArguments) throws(ArgumentError) { keeps = try arguments[Self.recall] }
  var readsScores: Bool { true }
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    point(layout, keeps, \.recall, \.precision)
  }
}

/// The best recall at a precision.
struct RecallAtPrecision: Metric {
  static let precision = share("precision")
  static let signature = Signature.metric(
    "recall_at_precision", "The best recall at a threshold with such a precision.",
    example: "recall_at_precision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], precision=0.9)",
    [precision.description])
  let keeps: Double
  init(_ arguments: BoundArguments) throws(ArgumentError) { keeps = try arguments[Self.precision] }
  var readsScores: Bool { true }
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    point(layout, keeps, \.precision, \.recall)
  }
}

/// The best sensitivity, which is recall, at a specificity.
struct SensitivityAtSpecificity: Metric {
  static let specificity = share("specificity")
  static let signature = Signature.metric(
    "sensitivity_at_specificity", "The best recall at a threshold with such a specificity.",
    example: "sensitivity_at_specificity([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], specificity=0.5)",
    [specificity.description])
  let keeps: Double
  init(_ arguments: BoundArguments) throws(ArgumentError) {
    keeps = try arguments[Self.specificity]
  }
  var readsScores: Bool { true }
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    point(layout, keeps, \.specificity, \.recall)
  }
}

/// The best specificity at a sensitivity, which is recall.
struct SpecificityAtSensitivity: Metric {
  static let sensitivity = share("sensitivity")
  static let signature = Signature.metric(
    "specificity_at_sensitivity", "The best specificity at a threshold that finds so many.",
    example: "specificity_at_sensitivity([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], sensitivity=1)",
    [sensitivity.description])
  let keeps: Double
  init(_ arguments: BoundArguments) throws(ArgumentError) {
    keeps = try arguments[Self.sensitivity]
  }
  var readsScores: Bool { true }
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    point(layout, keeps, \.recall, \.specificity)
  }
}
