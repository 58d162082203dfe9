import Catalog
import Support

/// The area under the ROC curve, exactly: how often a "yes" scores above a "no", ties one half.
///
/// With several classes: each against the rest, and the mean of those that occur; with several
/// labels a sample the mean over labels, Keras's `multi_label`. NaN where one side has no sample.
/// `thresholds=200` gives Keras's approximation instead.
package struct AreaUnderCurve: Metric {
  static let thresholds = Parameter<Int>(
    "thresholds", "Points of the ROC curve, Keras takes 200; 0 counts exactly.", default: 0,
    rule: "0, or at least 2"
  ) { $0 == 0 || (2...100_000).contains($0) }

  package static let signature = Signature.metric(
    "auc",
    "Chance that a positive sample scores above a negative one: 1 is a perfect order, 0.5 is chance.",
    example: "auc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])", [thresholds.description])

  let thresholds: Int

  /// 0 counts exactly; from 2 on so many points stand for the curve, as in Keras.
  package init(thresholds: Int = 0) { self.thresholds = thresholds }
  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    thresholds = try arguments[Self.thresholds]
  }

  package var readsScores: Bool { true }
  package var readsProbabilities: Bool { thresholds > 0 }

  package func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Ranks(
      scores: Array(repeating: [], count: layout.width), isMultiLabel: layout.isMultiLabel,
      thresholds: thresholds)
  }

  private struct Ranks: MetricAccumulator {
    /// For each class, or once for a yes-or-no question.
    var scores: [ScoredTruths]
    let isMultiLabel: Bool
    let thresholds: Int
    /// How much each entry counts; empty where all count alike.
    var weights: [Double] = []

    /// A number and a truth value, once more in order, and while runs of them are merged.
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
      let areas = scores.filter(\.hasBothSides).map {
        thresholds == 0 ? area($0, weights) : sampledArea($0, weights, thresholds)
      }.filter { weights.isEmpty || !$0.isNaN }
      return .number(areas.isEmpty ? .nan : areas.reduce(0, +) / Double(areas.count))
    }

    var remark: String? {
      let missing = scores.indices.filter { !scores[$0].hasBothSides }
      guard let total = scores.first?.count, total > 0, !missing.isEmpty else { return nil }
      if missing.count == scores.count { return "all targets are of one class" }
      return isMultiLabel ? leftOut(missing, "has one value only") : nil
    }
  }
}

/// Mann and Whitney's statistic over the pairs of a positive and a negative sample; a pair counts as much as
/// the product of its weights. NaN where one side counts nothing.
private func area(_ scores: ScoredTruths, _ weights: [Double]) -> Double {
  guard weights.isEmpty else { return weightedArea(scores, weights) }
  let sorted = scores.interruptiblySorted { $0.score < $1.score }
  var negativesBelow = 0
  var wins = 0.0
  var index = 0
  while index < sorted.count {
    var end = index
    var (positives, negatives) = (0, 0)
    while end < sorted.count, sorted[end].score == sorted[index].score {
      if end & 0xFFFF == 0xFFFF, Interrupt.isRaised { return .nan }
      if sorted[end].isTrue { positives += 1 } else { negatives += 1 }
      end += 1
    }
    // NaN equals nothing, and its result is not shown: it must not hold the loop up.
    if end == index { end += 1 }
    wins += Double(positives) * (Double(negativesBelow) + Double(negatives) / 2)
    negativesBelow += negatives
    index = end
  }
  let positives = scores.count { $0.isTrue }
  let pairs = Double(positives) * Double(scores.count - positives)
  return wins / pairs
}

private func weightedArea(_ scores: ScoredTruths, _ weights: [Double]) -> Double {
  let order = Array(scores.indices).interruptiblySorted { scores[$0].score < scores[$1].score }
  if Interrupt.isRaised { return .nan }
  var (below, all, wins, index) = (0.0, 0.0, 0.0, 0)
  while index < order.count {
    let score = scores[order[index]].score
    var (positives, negatives) = (0.0, 0.0)
    // NaN equals nothing and stands alone.
    repeat {
      let weight = weights[order[index]]
      if scores[order[index]].isTrue { positives += weight } else { negatives += weight }
      index += 1
    } while index < order.count && scores[order[index]].score == score
    wins += positives * (below + negatives / 2)
    below += negatives
    all += positives
  }
  return all > 0 && below > 0 ? wins / (all * below) : .nan
}

extension ScoredTruths {
  /// Whether there are positive and negative samples.
  fileprivate var hasBothSides: Bool {
    guard let first = indices.untilInterrupted.first(where: { self[$0].isTrue != self[0].isTrue })
    else { return false }
    return first > 0
  }
}

/// `label 2 has no positive sample, and is left out`.
func leftOut(_ labels: [Int], _ reason: String) -> String {
  let numbers = labels.prefix(5).map(String.init).joined(separator: ", ")
  let word = NumberText.noun(labels.count, "label")
  let end = NumberText.noun(labels.count, "is", "are")
  return "\(word) \(numbers)\(labels.count > 5 ? ", …" : "") \(reason), and \(end) left out"
}
