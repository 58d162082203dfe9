import Support

/// A yes-or-no question at every threshold: what is found, what is taken wrongly, and how surely.
///
/// Scores that are equal pass a threshold together; scores that are not numbers are left out. Of very many
/// different scores every so-manieth is kept, the first and the last among them; areas are those of all.
package struct ScoreCurve: Sendable, Equatable {
  /// What answers are worth that are yes from one score on.
  package struct Cut: Sendable, Equatable {
    /// The lowest score that is still yes; +∞ where none is.
    package let threshold: Double
    /// The share of the true that is found (the true positive rate); NaN where nothing is true.
    package let recall: Double
    /// The share of the others that is taken for true (the false positive rate); NaN where all are true.
    package let alarms: Double
    /// The share of the found that is true; NaN where nothing is found.
    package let precision: Double

    /// 2 · precision · recall / (precision + recall); 0 where nothing true is found.
    package var f1: Double {
      guard recall > 0, precision > 0 else { return recall.isNaN ? .nan : 0 }
      return 2 * precision * recall / (precision + recall)
    }
  }

  /// The name of the class that "yes" is; may be empty.
  package let label: String
  /// From the highest threshold to the lowest; the first finds nothing.
  package let cuts: [Cut]
  /// The area under the true over the false positive rate: how often a true one scores above another, ties one half;
  /// NaN where one side is missing.
  package let area: Double
  /// Σ (Rₙ − Rₙ₋₁)·Pₙ over falling thresholds; NaN where nothing is true.
  package let averagePrecision: Double
  /// How many are true.
  package let positives: Double
  /// How many there are.
  package let total: Double
  /// The answers as they are given; `nil` where that is not known.
  package let answered: Cut?

  /// More points than a picture has dots.
  private static let limit = 2_048

  /// A curve of scores with their truths, each counting as much as its weight; `answers` are those that were given,
  /// yes above `threshold`. The shortest list counts.
  package init(
    _ label: String, scores: [Double], truths: [Bool], weights: [Double] = [],
    answers: [Bool] = [], threshold: Double? = nil
  ) {
    self.label = label
    let count = min(scores.count, truths.count)
    func weight(_ index: Int) -> Double { index < weights.count ? weights[index] : 1 }
    let order = (0..<count).filter { !scores[$0].isNaN }
      .interruptiblySorted { scores[$0] > scores[$1] }
    var (positives, total) = (0.0, 0.0)
    for index in order {
      total += weight(index)
      if truths[index] { positives += weight(index) }
    }
    (self.positives, self.total) = (positives, total)
    let negatives = total - positives
    func cut(_ threshold: Double, _ hits: Double, _ taken: Double) -> Cut {
      Cut(
        threshold: threshold, recall: positives > 0 ? hits / positives : .nan,
        alarms: negatives > 0 ? (taken - hits) / negatives : .nan,
        precision: taken > 0 ? hits / taken : .nan)
    }
    var cuts = [cut(.infinity, 0, 0)]
    var (hits, taken, wins, precision, index) = (0.0, 0.0, 0.0, 0.0, 0)
    while index < order.count, !Interrupt.isRaised {
      let score = scores[order[index]]
      var (found, others) = (0.0, 0.0)
      while index < order.count, scores[order[index]] == score {
        if truths[order[index]] {
          found += weight(order[index])
        } else {
          others += weight(order[index])
        }
        index += 1
      }
      wins += others * (hits + found / 2)
      hits += found
      taken += found + others
      if found > 0 { precision += found / positives * (hits / taken) }
      cuts.append(cut(score, hits, taken))
    }
    area = positives > 0 && negatives > 0 ? wins / (positives * negatives) : .nan
    averagePrecision = positives > 0 ? precision : .nan
    self.cuts = Self.thinned(cuts)
    guard !answers.isEmpty else {
      answered = nil
      return
    }
    (hits, taken) = (0, 0)
    for index in order where index < answers.count && answers[index] {
      taken += weight(index)
      if truths[index] { hits += weight(index) }
    }
    answered = cut(threshold ?? .nan, hits, taken)
  }

  private static func thinned(_ cuts: [Cut]) -> [Cut] {
    guard cuts.count > limit else { return cuts }
    return (0..<limit).map { cuts[$0 * (cuts.count - 1) / (limit - 1)] }
  }

  /// Whether there are both true and other entries.
  package var hasBothSides: Bool { positives > 0 && total > positives }

  /// What answers are worth that are yes from `share` on, as the thresholds of `cuts` say it.
  package func cut(from share: Double) -> Cut {
    var (low, high) = (0, cuts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if cuts[middle].threshold >= share { low = middle } else { high = middle - 1 }
    }
    return cuts[low]
  }

  /// The cut with the highest F1; of equals the highest threshold. `nil` where nothing is true.
  package var best: Cut? {
    guard positives > 0 else { return nil }
    var best = cuts[0]
    for cut in cuts where cut.f1 > best.f1 { best = cut }
    return best
  }
}
