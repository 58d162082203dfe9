import Engine
import Support

/// Where a score lies in 95 % of resamples.
package struct ScoreInterval: Equatable, Sendable {
  /// The score's name: `accuracy`, `f1_score`, `auc`, `mean_absolute_error`, `r2_score`.
  package let name: String
  /// The ends, at 2.5 % and 97.5 % of the resamples.
  package let low: Double, high: Double

  /// A score with both ends.
  package init(name: String, low: Double, high: Double) {
    (self.name, self.low, self.high) = (name, low, high)
  }
}

/// Percentile intervals: entries are drawn again with replacement, as many as there are, 1,000 times.
///
/// A resample in which a score means nothing, such as an area with one class only, does not count for it.
/// Efron & Tibshirani 1993.
struct BootstrapIntervals {
  static let resamples = 1_000

  /// A score of entries, each of which counts so often.
  struct Score {
    let name: String
    let value: (_ weights: [Int]) -> Double
  }

  /// `nil` where the thread's interrupt was raised, or without entries.
  static func of(
    _ scores: [Score], entries: Int, stream: RandomStream
  ) -> [ScoreInterval]? {
    guard entries > 0 else { return nil }
    var values = scores.map { _ in [Double]() }
    var weights = Array(repeating: 0, count: entries)
    for resample in 0..<resamples {
      if Interrupt.isRaised { return nil }
      for index in weights.indices { weights[index] = 0 }
      for position in 0..<entries {
        weights[
          stream.index(below: entries, at: UInt64(position), step: UInt64(resample))] += 1
      }
      for (index, score) in scores.enumerated() {
        let value = score.value(weights)
        if !value.isNaN { values[index].append(value) }
      }
    }
    return zip(scores, values).compactMap { score, values in
      guard !values.isEmpty else { return nil }
      let sorted = values.sorted()
      return ScoreInterval(
        name: score.name, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975))
    }
  }

  /// Linear between the two nearest, as in NumPy.
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let lower = Int(place, within: 0...sorted.count - 1, rounded: .down)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
  }
}

extension BootstrapIntervals {
  /// `accuracy`, `f1_score` (of the positive class of two, else the plain mean) and `auc`.
  ///
  /// `decided` are the entries with the answers that count, `ranked` those whose scores are ranked.
  static func scores(decided: MetricBatch, ranked: MetricBatch) -> [Score] {
    let marks = AnswerMarks(decided)
    var scores = [
      Score(name: "accuracy", value: marks.accuracy), Score(name: "f1_score", value: marks.f1),
    ]
    var columns = Array(repeating: ScoredTruths(), count: ranked.layout.width)
    ranked.append(to: &columns)
    let areas = columns.map(RankedColumn.init)
    scores.append(
      Score(name: "auc") { weights in
        let known = areas.map { $0.area(weights) }.filter { !$0.isNaN }
        return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
      })
    return scores
  }

  /// `mean_absolute_error` and `r2_score`.
  static func scores(ofNumbers batch: MetricBatch) -> [Score] {
    let width = batch.layout.width
    let (truths, answers) = (batch.targets, batch.predictions)
    let sizes = (0..<batch.count).map { entry in
      (0..<width).reduce(0) { $0 + abs(truths[entry * width + $1] - answers[entry * width + $1]) }
    }
    return [
      Score(name: "mean_absolute_error") { weights in
        zip(weights, sizes).reduce(0) { $0 + Double($1.0) * $1.1 } / Double(weights.count * width)
      },
      Score(name: "r2_score") { weights in
        var score = R2Score.Variances(width: width)
        for (entry, weight) in weights.enumerated() {
          for _ in 0..<weight {
            let own = entry * width..<(entry + 1) * width
            score.add(truths[own], answers[own])
          }
        }
        return score.score
      },
    ]
  }
}

/// What each entry is and what was answered, for counting with weights.
private struct AnswerMarks {
  private let truths: [Int]
  private let answers: [Int]
  /// Labels of an entry; 1 where an entry has one class.
  private let labels: Int
  private let classes: Int
  private let layout: TargetLayout

  init(_ batch: MetricBatch) {
    layout = batch.layout
    if case .multiLabel(let labels, let threshold) = batch.layout.kind {
      (self.labels, classes) = (labels, labels)
      truths = batch.targets.map { $0 == 1 ? 1 : 0 }
      answers = batch.predictions.map { $0 > threshold ? 1 : 0 }
      return
    }
    let pairs = (0..<batch.count).map { batch.classes(of: $0) }
    (truths, answers, labels) = (pairs.map(\.truth), pairs.map(\.guess), 1)
    classes = max(batch.layout.classes, 1 + (pairs.map { max($0.truth, $0.guess) }.max() ?? 0))
  }

  func accuracy(_ weights: [Int]) -> Double {
    var (hits, total) = (0, 0)
    for place in truths.indices {
      let weight = weights[place / labels]
      total += weight
      if truths[place] == answers[place] { hits += weight }
    }
    return ratio(hits, total)
  }

  func f1(_ weights: [Int]) -> Double {
    var (hits, sums) = (Array(repeating: 0, count: classes), Array(repeating: 0, count: classes))
    for place in truths.indices {
      let weight = weights[place / labels]
      guard weight > 0 else { continue }
      let (truth, answer) = (truths[place], answers[place])
      if layout.isMultiLabel {
        sums[place % labels] += weight * (truth + answer)
        hits[place % labels] += weight * truth * answer
      } else if truth >= 0, answer >= 0 {
        sums[truth] += weight
        sums[answer] += weight
        if truth == answer { hits[truth] += weight }
      }
    }
    if case .binary = layout.kind { return sums[1] == 0 ? .nan : ratio(2 * hits[1], sums[1]) }
    let counted = layout.isMultiLabel ? Array(sums.indices) : sums.indices.filter { sums[$0] > 0 }
    return counted.reduce(0) { $0 + ratio(2 * hits[$1], sums[$1]) } / Double(counted.count)
  }
}

/// The entries of one column of scores in rising order.
private struct RankedColumn {
  private let order: [Int]
  private let scores: ScoredTruths

  init(_ scores: ScoredTruths) {
    self.scores = scores
    order = Array(scores.indices).interruptiblySorted { scores[$0].score < scores[$1].score }
  }

  /// Mann and Whitney's statistic where each entry counts so often; NaN where one side has none.
  func area(_ weights: [Int]) -> Double {
    var (below, positives, wins, index) = (0, 0, 0.0, 0)
    while index < order.count {
      let score = scores[order[index]].score
      var (yes, no) = (0, 0)
      repeat {
        let entry = order[index]
        if scores[entry].isTrue { yes += weights[entry] } else { no += weights[entry] }
        index += 1
      } while index < order.count && scores[order[index]].score == score
      wins += Double(yes) * (Double(below) + Double(no) / 2)
      below += no
      positives += yes
    }
    return positives == 0 || below == 0 ? .nan : wins / (Double(positives) * Double(below))
  }
}
