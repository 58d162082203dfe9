import Catalog
import Support

/// Σ (Rₙ − Rₙ₋₁)·Pₙ over falling thresholds: the area below precision against recall, in steps.
///
/// With several classes each against the rest, and the mean of those that occur; with several labels
/// a sample the mean over labels. NaN where nothing is positive.
struct AveragePrecision: Metric, WithoutParameters {
  static let signature = Signature.metric(
    "average_precision", "Precision averaged over the recalls of all thresholds.",
    example: "average_precision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])")

  var readsScores: Bool { true }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Ranking(
      scores: Array(repeating: [], count: layout.width), isMultiLabel: layout.isMultiLabel)
  }

  private struct Ranking: MetricAccumulator {
    var scores: [ScoredTruths]
    let isMultiLabel: Bool
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
      let counted = scores.filter { $0.contains { $0.isTrue } }
      let sum = counted.map(precision).reduce(0, +)
      return .number(counted.isEmpty ? .nan : sum / Double(counted.count))
    }

    var remark: String? {
      let missing = scores.indices.filter { !scores[$0].contains { $0.isTrue } }
      guard let total = scores.first?.count, total > 0, !missing.isEmpty else { return nil }
      if missing.count == scores.count { return "no target is positive" }
      return isMultiLabel ? leftOut(missing, "has no positive sample") : nil
    }

    private func precision(_ scores: ScoredTruths) -> Double {
      guard weights.isEmpty else { return weightedPrecision(scores) }
      let positives = scores.count { $0.isTrue }
      let sorted = scores.interruptiblySorted { $0.score > $1.score }
      var (sum, hits, index) = (0.0, 0, 0)
      while index < sorted.count {
        // Equal scores pass a threshold together; NaN equals nothing and stands alone.
        var (end, found) = (index, 0)
        repeat {
          if end & 0xFFFF == 0xFFFF, Interrupt.isRaised { return .nan }
          found += sorted[end].isTrue ? 1 : 0
          end += 1
        } while end < sorted.count && sorted[end].score == sorted[index].score
        hits += found
        sum += Double(found) / Double(positives) * Double(hits) / Double(end)
        index = end
      }
      return sum
    }

    private func weightedPrecision(_ scores: ScoredTruths) -> Double {
      let order = Array(scores.indices).interruptiblySorted { scores[$0].score > scores[$1].score }
      if Interrupt.isRaised { return .nan }
      let positives = scores.indices.reduce(0) { scores[$1].isTrue ? $0 + weights[$1] : $0 }
      guard positives > 0 else { return .nan }
      var (sum, hits, taken, index) = (0.0, 0.0, 0.0, 0)
      while index < order.count {
        let score = scores[order[index]].score
        var found = 0.0
        repeat {
          taken += weights[order[index]]
          found += scores[order[index]].isTrue ? weights[order[index]] : 0
          index += 1
        } while index < order.count && scores[order[index]].score == score
        hits += found
        if found > 0 { sum += found / positives * (hits / taken) }
      }
      return sum
    }
  }
}

/// Scores of one class and whether each is true.
typealias ScoredTruths = [(score: Double, isTrue: Bool)]

extension MetricBatch {
  /// Adds each entry's scores to those of the classes; to one list for a yes-or-no question.
  func append(to scores: inout [ScoredTruths]) {
    let width = layout.width
    let isMultiLabel = layout.isMultiLabel
    for entry in 0..<count {
      let truth = classes(of: entry).truth
      for column in 0..<width {
        let isTrue =
          isMultiLabel
          ? targets[entry * width + column] == 1 : truth == (width == 1 ? 1 : column)
        scores[column].append((predictions[entry * width + column], isTrue))
      }
    }
  }
}
