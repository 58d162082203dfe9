import Engine

/// How an evaluation looks at its samples beyond the metrics that were asked for.
package struct Judging: Sendable {
  /// Which class "yes" is, of two; class 1 where nil, -1 for one that there is not.
  package var positive: Int?
  /// How it was asked for, for messages.
  package var positiveName = ""
  /// The classes by their names, for messages; empty where they have none.
  package var classNames: [String] = []
  /// From where on an entry is positive; half where nil.
  package var threshold: DecisionThreshold?
  /// What resamples are drawn from; without, there are no intervals.
  package var resampling: RandomStream?
  /// Whether scores are kept however many there are; few are kept anyway.
  package var keepsScores = false

  /// Nothing that was asked for.
  package init() {}

  /// From so many numbers on they are not kept unasked.
  private static let scoreLimit = 1 << 17

  var asksForTwoClasses: String? {
    threshold != nil ? "threshold" : positive != nil ? "positive" : nil
  }

  func keeps(_ count: Int) -> Bool {
    keepsScores || asksForTwoClasses != nil || resampling != nil || count <= Self.scoreLimit
  }
}

/// What an option of an evaluation asks for and the data do not have.
package enum JudgingError: Sendable {
  /// `option` is about two classes; there are so many, or none for numbers.
  case notTwoClasses(option: String, classes: Int)
  /// Intervals of scores, where targets are neither classes nor numbers that are predicted.
  case nothingScored
  /// Intervals of samples that have weights.
  case weightedIntervals
  /// `positive` names none of the classes.
  case noSuchClass(String, known: [String])

  /// The option of `evaluate` that asks for it.
  package var option: String {
    switch self {
    case .notTwoClasses(let option, _): option
    case .nothingScored, .weightedIntervals: "intervals"
    case .noSuchClass: "positive"
    }
  }
}

/// All that is found out beside loss and metrics.
package enum Judgement {
  /// Of answers that are classes.
  case classes(ClassJudgement)
  /// Of answers that are numbers.
  case numbers(NumberJudgement)
}

/// The entries of an evaluation, looked at as they were asked for.
struct JudgedEntries {
  /// With the answers that count: of two classes those above the threshold, where one was asked for.
  let decided: MetricBatch
  /// Whose scores are ranked.
  let ranked: MetricBatch
  /// The positive class of two.
  let positive: Int?
  /// The share above which entries are positive, where one was asked for.
  let threshold: Double?

  init(_ outputs: JudgedOutputs, _ judging: Judging) {
    let layout = outputs.batch.layout
    guard layout.hasTwoClasses else {
      (decided, ranked, positive, threshold) = (outputs.batch, outputs.batch, nil, nil)
      return
    }
    let positive = judging.positive ?? 1
    self.positive = positive
    let isPlain = layout.width == 1 && positive == 1
    guard let question = outputs.question(positive: positive),
      judging.asksForTwoClasses != nil || !isPlain
    else {
      (decided, ranked, threshold) = (outputs.batch, outputs.batch, nil)
      return
    }
    threshold = judging.threshold?.share(for: question)
    // Of equal scores class 0 is the answer.
    decided = question.cut(at: threshold ?? (positive == 1 ? 0.5 : 0.5.nextDown))
    // Logits rank as they are: their shares of 1 lose digits.
    ranked = isPlain ? outputs.batch : question
  }

  /// Whether class 1 of `decided` is class 0 of the data.
  var isFlipped: Bool { positive == 0 }

  /// As much as entries count.
  var margins: ClassMargins { margins(of: decided) }

  /// How many entries there are, whatever they count.
  var counts: ClassMargins {
    margins(
      of: MetricBatch(
        decided.layout, targets: decided.targets, predictions: decided.predictions))
  }

  private func margins(of batch: MetricBatch) -> ClassMargins {
    var margins = ClassMargins(classes: batch.layout.classes)
    margins.add(batch)
    return isFlipped ? margins.swapped : margins
  }

  /// Rows true, columns predicted, in the order of the data's classes.
  var confusion: [[Int]] {
    var counts = ClassCounts(classes: decided.layout.classes)
    counts.add(decided)
    guard isFlipped else { return counts.table }
    return counts.table.reversed().map { $0.reversed() }
  }

  /// The value of a metric with these answers; `nil` where the metric does not ask for classes.
  func value(of metric: any Metric) -> MetricValue? {
    if metric is Confusion { return .counts(confusion) }
    guard metric.readsClasses || metric.readsScores || metric is BinaryAccuracy else { return nil }
    // All kinds of accuracy are one here.
    let isOwn = metric.refusal(of: decided.layout) == nil && !(metric is BinaryAccuracy)
    let metric = isOwn ? metric : Accuracy()
    var accumulator = metric.accumulator(for: metric.readsScores ? ranked.layout : decided.layout)
    accumulator.add(metric.readsScores ? ranked : decided)
    return accumulator.result
  }
}

extension TargetLayout {
  /// Whether targets are class numbers, one for several scores.
  var isSparse: Bool { if case .sparse = kind { true } else { false } }

  /// Whether an entry is of one of two classes.
  var hasTwoClasses: Bool {
    switch kind {
    case .binary: true
    case .sparse(let classes), .oneHot(let classes): classes == 2
    case .multiLabel, .classNumbers: false
    }
  }
}
