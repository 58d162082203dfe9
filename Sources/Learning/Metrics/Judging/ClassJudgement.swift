/// What is known of answers of classes beside the metrics that were asked for.
package struct ClassJudgement {
  /// How one class is found.
  package struct Scores: Equatable, Sendable {
    /// Hits over answers of the class; NaN where the class neither occurs nor is answered.
    package let precision: Double
    /// Hits over entries of the class; NaN as for precision.
    package let recall: Double
    /// 2·hits over answers and entries; NaN as for precision.
    package let f1: Double
    /// Entries of the class.
    package let support: Int
    /// Answers of the class.
    package let answers: Int
  }

  /// Scores of all classes in one number each.
  package struct Mean: Equatable, Sendable {
    /// `macro`, `micro` or `weighted`.
    package let name: String
    /// Of precision, recall and F1; NaN where nothing counts.
    package let precision: Double, recall: Double, f1: Double
  }

  /// From class 0 on.
  package let scores: [Scores]
  /// `macro`, `micro` where a sample has several labels, `weighted`.
  package let means: [Mean]
  /// Entries that count.
  package let count: Int
  /// Whether a sample has several labels.
  package let isMultiLabel: Bool
  /// The class that "yes" is, of two; `nil` for more.
  package let positive: Int?
  /// The share above which an entry is of the positive class, where one was asked for.
  package let threshold: Double?
  /// The most frequent class with its share, which is the accuracy of always answering it; `nil` for
  /// several labels and without entries.
  package let majority: (index: Int, share: Double)?
  /// The area under the ROC curve, of several classes the mean of each against the rest; `nil` where it is unknown.
  package let areaUnderCurve: Double?
  /// Of the positive class, of several the mean of each against the rest; `nil` where it is unknown.
  package let averagePrecision: Double?
  /// In ten bins; `nil` where scores are no probabilities.
  package let calibrationError: Double?
  /// The scores themselves; `nil` where they were not kept.
  package let scored: ScoredQuestions?

  /// Of entries that all are numbers. `scores` are read where they are at hand; `counts` are the entries
  /// themselves where `margins` have weights.
  init(
    _ margins: ClassMargins, counts: ClassMargins? = nil, _ layout: TargetLayout,
    outputs: JudgedOutputs?, _ entries: JudgedEntries?, positive: Int?
  ) {
    let plain = counts ?? margins
    scores = margins.hits.indices.map { index in
      let (hits, guesses, truths) = (
        margins.hits[index], margins.guesses[index], margins.truths[index]
      )
      let occurs = layout.isMultiLabel || guesses + truths > 0
      return Scores(
        precision: occurs ? ratio(hits, guesses) : .nan,
        recall: occurs ? ratio(hits, truths) : .nan,
        f1: occurs ? ratio(2 * hits, guesses + truths) : .nan,
        support: Int(saturating: plain.truths[index]),
        answers: Int(saturating: plain.guesses[index]))
    }
    let total = margins.truths.reduce(0, +)
    count = Int(saturating: plain.truths.reduce(0, +))
    isMultiLabel = layout.isMultiLabel
    self.positive = positive
    threshold = entries?.threshold
    means = Self.means(margins, layout)
    let most = margins.truths.max() ?? 0
    majority =
      layout.isMultiLabel || most == 0
      ? nil : margins.truths.firstIndex(of: most).map { ($0, ratio(most, total)) }
    guard let outputs, let entries else {
      (areaUnderCurve, averagePrecision, calibrationError, scored) = (nil, nil, nil, nil)
      return
    }
    scored = ScoredQuestions(outputs, entries, positive: positive)
    areaUnderCurve = number(AreaUnderCurve(), entries.ranked)
    averagePrecision = number(AveragePrecision(), entries.ranked)
    calibrationError =
      outputs.batch.foreignShare == nil ? number(CalibrationError(bins: 10), outputs.batch) : nil
  }

  private static func means(_ margins: ClassMargins, _ layout: TargetLayout) -> [Mean] {
    let averages: [Average] =
      layout.isMultiLabel ? [.macro, .micro, .weighted] : [.macro, .weighted]
    return averages.map { average in
      func mean(_ score: @escaping ClassScore.Score) -> Double {
        ClassScore(margins, layout, average, score).result.summary
      }
      return Mean(
        name: average.rawValue, precision: mean { hits, guesses, _ in ratio(hits, guesses) },
        recall: mean { hits, _, truths in ratio(hits, truths) },
        f1: mean { hits, guesses, truths in ratio(2 * hits, guesses + truths) })
    }
  }
}

/// The metric of entries that are all at hand; `nil` where it is no number.
private func number(_ metric: some Metric, _ batch: MetricBatch) -> Double? {
  var accumulator = metric.accumulator(for: batch.layout)
  accumulator.reserve(batch.count)
  accumulator.add(batch)
  guard case .number(let number) = accumulator.result, !number.isNaN else { return nil }
  return number
}
