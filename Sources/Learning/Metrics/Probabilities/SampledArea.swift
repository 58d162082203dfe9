import Support

/// Keras's area under the ROC curve: trapezoids between evenly spaced thresholds.
///
/// A score above a threshold counts as "yes". The outermost thresholds lie 1e-7 outside 0..1, so that
/// both ends of the curve are points of it. NaN where one side has no sample.
/// Each entry counts as much as its weight says; all alike where `weights` is empty.
func sampledArea(
  _ scores: ScoredTruths, _ weights: [Double] = [], _ thresholds: Int
) -> Double {
  func weight(_ place: Int) -> Double { weights.isEmpty ? 1 : weights[place] }
  let positives =
    weights.isEmpty
    ? Double(scores.count { $0.isTrue })
    : scores.indices.reduce(0) { scores[$1].isTrue ? $0 + weights[$1] : $0 }
  let negatives = (weights.isEmpty ? Double(scores.count) : weights.reduce(0, +)) - positives
  guard positives > 0, negatives > 0 else { return .nan }
  var area = 0.0
  var last: (falsely: Double, rightly: Double)?
  for index in 0..<thresholds {
    let threshold =
      switch index {
      case 0: -1e-7
      case thresholds - 1: 1 + 1e-7
      default: Double(index) / Double(thresholds - 1)
      }
    var (above, hits) = (0.0, 0.0)
    for place in scores.indices.untilInterrupted where scores[place].score > threshold {
      above += weight(place)
      hits += scores[place].isTrue ? weight(place) : 0
    }
    if Interrupt.wasRaised { return .nan }
    let point = (falsely: (above - hits) / negatives, rightly: hits / positives)
    if let last {
      area += (last.falsely - point.falsely) * (last.rightly + point.rightly) / 2
    }
    last = point
  }
  return area
}
