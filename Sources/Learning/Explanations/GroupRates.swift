/// What yes-or-no answers do to one group of people or things.
package struct GroupRates: Equatable, Sendable {
  /// Rows of the group.
  package private(set) var count = 0
  /// Rows whose true answer is yes.
  package private(set) var positives = 0
  /// Rows that are answered yes.
  package private(set) var selected = 0
  /// Rows that are answered yes and are.
  package private(set) var hits = 0
  private var scoreSum = 0.0

  /// A group without rows.
  package init() {}

  /// Counts a row: what is true, what is answered, and the probability of yes, NaN where there is none.
  package mutating func add(truth: Bool, answer: Bool, score: Double) {
    count += 1
    positives += truth ? 1 : 0
    selected += answer ? 1 : 0
    hits += truth && answer ? 1 : 0
    scoreSum += score
  }

  /// Rows answered no that are.
  private var rejections: Int { count - positives - (selected - hits) }
  /// The share of rows whose true answer is yes.
  package var baseRate: Double { share(positives, count) }
  /// The share of rows that are answered yes.
  package var selectionRate: Double { share(selected, count) }
  /// The share of rows that are answered as they are.
  package var accuracy: Double { share(hits + rejections, count) }
  /// Hits over true yes: 0 where there is none, as fairlearn has it.
  package var truePositiveRate: Double { positives == 0 ? 0 : share(hits, positives) }
  /// Yes over true no: 0 where there is none.
  package var falsePositiveRate: Double {
    count == positives ? 0 : share(selected - hits, count - positives)
  }
  /// Hits over answers of yes; 0 where there is none.
  package var precision: Double { selected == 0 ? 0 : share(hits, selected) }
  /// The mean probability of yes; NaN where scores are no probabilities.
  package var meanScore: Double { count == 0 ? .nan : scoreSum / Double(count) }
  /// By how much the mean probability is above what is true.
  package var calibrationGap: Double { meanScore - baseRate }
  /// Of the selection rate.
  package var selectionInterval: ClosedRange<Double>? { WilsonInterval.of(selected, among: count) }

  private func share(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? .nan : Double(part) / Double(whole)
  }
}

/// Where a share lies with 95 % confidence, of so many hits (Wilson 1927); never outside 0…1, also of few.
package enum WilsonInterval {
  /// The normal distribution's 97.5 % point.
  static let z = 1.959963984540054

  /// `nil` without trials.
  package static func of(_ hits: Int, among count: Int) -> ClosedRange<Double>? {
    guard count > 0, hits >= 0, hits <= count else { return nil }
    let (n, p) = (Double(count), Double(hits) / Double(count))
    let center = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    // Exact where rounding would leave a trace beside 0 or 1.
    let low = hits == 0 ? 0 : max(0, center - half)
    return low...(hits == count ? 1 : min(1, center + half))
  }
}

/// What numbers that are predicted do to one group.
package struct GroupErrors: Equatable, Sendable {
  /// Rows of the group.
  package let count: Int
  /// The mean of what is true.
  package let meanTruth: Double
  /// The mean of what is predicted.
  package let meanAnswer: Double
  /// The mean of predicted less true: above 0 the group is overestimated.
  package let meanError: Double
  /// The mean of |predicted − true|.
  package let meanAbsoluteError: Double
  /// mean error ± 1.96·s/√n with the sample's deviation s; `nil` of fewer than two rows.
  package let interval: ClosedRange<Double>?

  /// Of true and predicted numbers, as many of one as of the other.
  package init(truths: [Double], answers: [Double]) {
    let n = Double(truths.count)
    let errors = zip(answers, truths).map { $0 - $1 }
    count = truths.count
    meanTruth = truths.reduce(0, +) / n
    meanAnswer = answers.reduce(0, +) / n
    let mean = errors.reduce(0, +) / n
    meanError = mean
    meanAbsoluteError = errors.reduce(0) { $0 + abs($1) } / n
    guard count > 1 else {
      interval = nil
      return
    }
    let variance = errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    let half = WilsonInterval.z * (variance / n).squareRoot()
    interval = half.isFinite ? mean - half...mean + half : nil
  }
}
