import Catalog

/// The area under the ROC curve, exactly: how often a "yes" scores above a "no", ties one half.
///
/// With several classes: each against the rest, and their mean. 0 where one side has no sample.
/// `thresholds=200` gives Keras's approximation instead.
public struct AreaUnderCurve: Metric {
  static let thresholds = Parameter<Int>(
    "thresholds", "Points of the ROC curve, Keras takes 200; 0 counts exactly.", default: 0,
    rule: "0, or at least 2"
  ) { $0 == 0 || (2...100_000).contains($0) }

  public static let signature = Signature.metric(
    "auc", "Chance that a positive sample scores above a negative one.",
    example: "auc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])", [thresholds.description])

  let thresholds: Int

  public init(thresholds: Int = 0) { self.thresholds = thresholds }
  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    thresholds = try arguments[Self.thresholds]
  }

  public func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Ranks(scores: Array(repeating: [], count: layout.width), thresholds: thresholds)
  }

  private struct Ranks: MetricAccumulator {
    /// For each class, or once for a yes-or-no question.
    var scores: [ScoredTruths]
    let thresholds: Int

    mutating func add(_ batch: MetricBatch) { batch.append(to: &scores) }

    var state: [Double] {
      get { scores.state }
      set { scores.state = newValue }
    }

    var result: MetricValue {
      let areas = scores.map { thresholds == 0 ? area($0) : sampledArea($0, thresholds) }
      return .number(areas.reduce(0, +) / Double(max(areas.count, 1)))
    }
  }
}

/// Mann and Whitney's statistic over the pairs of a positive and a negative sample.
private func area(_ scores: [(score: Double, isTrue: Bool)]) -> Double {
  let sorted = scores.sorted { $0.score < $1.score }
  var negativesBelow = 0
  var wins = 0.0
  var index = 0
  while index < sorted.count {
    var end = index
    var (positives, negatives) = (0, 0)
    while end < sorted.count, sorted[end].score == sorted[index].score {
      if sorted[end].isTrue { positives += 1 } else { negatives += 1 }
      end += 1
    }
    // NaN equals nothing: count it as a group of its own.
    if end == index { end += 1 }
    wins += Double(positives) * (Double(negativesBelow) + Double(negatives) / 2)
    negativesBelow += negatives
    index = end
  }
  let positives = scores.count { $0.isTrue }
  let pairs = Double(positives) * Double(scores.count - positives)
  return pairs == 0 ? 0 : wins / pairs
}
