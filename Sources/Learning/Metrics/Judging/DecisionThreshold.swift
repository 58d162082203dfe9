import Support

/// From which share on an entry of two classes counts as positive.
package enum DecisionThreshold: Equatable, Sendable {
  /// A share, 0 to 1: what is above it is positive.
  case fixed(Double)
  /// The one with the highest F1 on the data that are judged.
  case bestF1
  /// The one with the least cost on the data that are judged: `miss` for each positive that is not found,
  /// `alarm` for each negative that is taken for one.
  case leastCost(miss: Double, alarm: Double)

  /// The share itself, for scores of one yes-or-no question; of equally good ones the highest.
  ///
  /// A chosen one lies half-way between two neighbouring scores, so that nothing hangs on its last digits.
  /// `nil` where there are no scores.
  func share(for question: MetricBatch) -> Double? {
    if case .fixed(let share) = self { return share }
    let order = Array(question.predictions.indices).interruptiblySorted {
      question.predictions[$0] > question.predictions[$1]
    }
    guard let first = order.first else { return nil }
    let positives = question.targets.indices.reduce(0) {
      question.targets[$1] == 1 ? $0 + question.weight($1) : $0
    }
    var (hits, taken, index) = (0.0, 0.0, 0)
    var best = (
      share: (question.predictions[first] + 1) / 2,
      worth: worth(hits: 0, taken: 0, positives: positives)
    )
    while index < order.count {
      let score = question.predictions[order[index]]
      while index < order.count, question.predictions[order[index]] == score {
        let weight = question.weight(order[index])
        hits += question.targets[order[index]] == 1 ? weight : 0
        taken += weight
        index += 1
      }
      let next = index < order.count ? question.predictions[order[index]] : 0
      let worth = worth(hits: hits, taken: taken, positives: positives)
      // Nothing lies below a share of 0: what has it is never positive.
      if worth > best.worth, score > 0 { best = ((score + next) / 2, worth) }
    }
    return best.share
  }

  private func worth(hits: Double, taken: Double, positives: Double) -> Double {
    switch self {
    case .fixed: 0
    case .bestF1: ratio(2 * hits, taken + positives)
    case .leastCost(let miss, let alarm):
      -(miss * (positives - hits) + alarm * (taken - hits))
    }
  }
}
