import Catalog

/// The share of the samples that are not of a class and were not called so: TN/(TN + FP).
struct Specificity: Metric {
  static let signature = Signature.metric(
    "specificity", "Share of the samples of other classes that were not called this one.",
    example: "specificity([0, 0, 1, 1], [0.1, 0.7, 0.4, 0.8])", [Average.parameter.description])

  let average: Average

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    average = try arguments[Average.parameter]
  }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    MarginScore(layout, average) { margins, place in
      let others = margins.total - margins.truths[place]
      return ratio(others - margins.guesses[place] + margins.hits[place], others)
    }
  }

  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesLabels }
}

/// The mean of the recalls of the classes that occur in the targets: accuracy as if all were equally frequent.
struct BalancedAccuracy: Metric, WithoutParameters {
  static let signature = Signature.metric(
    "balanced_accuracy", "Accuracy as if all classes were equally frequent: the mean recall.",
    example: "balanced_accuracy([0, 0, 0, 1], [0, 0, 1, 1])")

  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesLabels }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    MarginScore(layout, .macro, ofTrueOnly: true) { margins, place in
      ratio(margins.hits[place], margins.truths[place])
    }
  }
}

/// A score of each class from all margins; of two classes that of class 1 unless averaged.
private struct MarginScore: MetricAccumulator {
  private var margins: ClassMargins
  private let layout: TargetLayout
  private let average: Average
  private let isOfTrueOnly: Bool
  private let score: (ClassMargins, Int) -> Double

  init(
    _ layout: TargetLayout, _ average: Average, ofTrueOnly: Bool = false,
    _ score: @escaping (ClassMargins, Int) -> Double
  ) {
    margins = ClassMargins(classes: layout.classes)
    (self.layout, self.average, isOfTrueOnly, self.score) = (layout, average, ofTrueOnly, score)
  }

  mutating func add(_ batch: MetricBatch) { margins.add(batch) }

  var state: [Double] {
    get { margins.state }
    set { margins.state = newValue }
  }

  var result: MetricValue {
    let counted = margins.occurring.filter { !isOfTrueOnly || margins.truths[$0] > 0 }
    if case .binary = layout.kind, average == .none {
      return .number(counted.isEmpty ? .nan : score(margins, 1))
    }
    let weights: [Double]
    switch average {
    case .none:
      var scores = Array(repeating: Double.nan, count: margins.hits.count)
      for place in counted { scores[place] = score(margins, place) }
      return .perClass(scores)
    case .weighted: weights = counted.map { margins.truths[$0] }
    // Of all classes together: what is called one of them wrongly is missed in another.
    case .micro: weights = counted.map { margins.total - margins.truths[$0] }
    case .macro: weights = counted.map { _ in 1 }
    }
    let total = weights.reduce(0, +)
    let sum = zip(counted, weights).reduce(0) { $0 + score(margins, $1.0) * $1.1 }
    return .number(total == 0 ? .nan : sum / total)
  }
}

extension ClassMargins {
  /// What all entries count together.
  var total: Double { truths.reduce(0, +) }
}
