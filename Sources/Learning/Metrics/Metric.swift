import Catalog
import Engine
import Support

/// A number that says how good predictions are, gathered batch by batch.
package protocol Metric: CatalogueEntry {
  /// An empty count for targets and predictions of this layout.
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator

  /// Whether it compares classes, so that its targets must be class numbers.
  var readsClasses: Bool { get }

  /// Whether it ranks or weighs scores: whole numbers are scores too then, and targets are 0 and 1.
  var readsScores: Bool { get }

  /// Whether the scores must be probabilities, 0 to 1.
  var readsProbabilities: Bool { get }

  /// Whether a larger value is better; errors are best where they are small.
  static var prefersLarger: Bool { get }

  /// Why the metric has no meaning for such targets and predictions; `nil` where it has one.
  func refusal(of layout: TargetLayout) -> MetricRefusal?

  /// The value of two tensors, for metrics that read them as a whole; `nil` for all others.
  func value(targets: Tensor, predictions: Tensor) throws(LearningError) -> MetricValue?
}

extension Metric {
  package var readsClasses: Bool { true }
  package var readsScores: Bool { readsProbabilities }
  package var readsProbabilities: Bool { false }
  package static var prefersLarger: Bool { true }

  package func refusal(of layout: TargetLayout) -> MetricRefusal? { nil }

  package func value(
    targets: Tensor, predictions: Tensor
  ) throws(LearningError) -> MetricValue? { nil }
}

/// What a metric has counted so far.
package protocol MetricAccumulator {
  /// Whether entries that the loss ignores are handed over too, so that sequences stay whole.
  var needsWholeRows: Bool { get }
  /// Bytes that each prediction takes until the result is there; 0 where nothing is kept.
  var keptByteCount: Int { get }
  /// Makes room for so many samples.
  mutating func reserve(_ samples: Int)
  /// Counts one batch, in the layout for which the accumulator was made.
  mutating func add(_ batch: MetricBatch)
  /// The value over everything added; NaN where there is none.
  var result: MetricValue { get }
  /// Why the value is NaN, or what it leaves out; `nil` where there is nothing to say.
  var remark: String? { get }
  /// All that was counted, as numbers, for a checkpoint in the middle of an epoch.
  var state: [Double] { get set }
}

extension MetricAccumulator {
  var needsWholeRows: Bool { false }
  var keptByteCount: Int { 0 }
  mutating func reserve(_ samples: Int) {}
  var remark: String? { nil }
}

/// The registry of metrics.
package enum Metrics {
  /// In the order of lists.
  package static let all: [any Metric.Type] = [
    Accuracy.self, BinaryAccuracy.self, CategoricalAccuracy.self, SparseCategoricalAccuracy.self,
    TopKAccuracy.self, Precision.self, Recall.self, F1Score.self, FBeta.self,
    AreaUnderCurve.self, AveragePrecision.self, Confusion.self, CohenKappa.self,
    MatthewsCorrelation.self, IntersectionOverUnion.self, LogLoss.self, BrierScore.self,
    CalibrationError.self, RootMeanSquaredError.self, R2Score.self, Perplexity.self,
    BitsPerCharacter.self, Bleu.self, RougeOne.self, RougeL.self, WordErrorRate.self,
    CharacterErrorRate.self, DetectionPrecision.self, Specificity.self, BalancedAccuracy.self,
    TruePositives.self, FalsePositives.self, TrueNegatives.self, FalseNegatives.self,
    PrecisionAtRecall.self, RecallAtPrecision.self, SensitivityAtSpecificity.self,
    SpecificityAtSensitivity.self, PearsonCorrelation.self, ConcordanceCorrelation.self,
    ExplainedVariance.self,
  ]

  /// The metric of this name; `nil` where there is none.
  package static func named(_ name: String) -> (any Metric.Type)? {
    all.first { $0.signature.name == name }
  }

  /// Whether a larger value of a series is better, whether it is measured in training or, as `val_…`, in validation; `nil` for what is
  /// no metric, such as a loss.
  package static func prefersLarger(_ series: String) -> Bool? {
    named(series.hasPrefix("val_") ? String(series.dropFirst(4)) : series)?.prefersLarger
  }
}

/// The result of a metric: one number, one for each class, or a table of counts.
package enum MetricValue: Equatable, Sendable {
  case number(Double)
  case perClass([Double])
  /// Rows are true classes, columns predicted ones.
  case counts([[Int]])

  /// One number for curves and run lines: a list gives the mean of the classes that occur.
  package var summary: Double {
    switch self {
    case .number(let number): return number
    case .perClass(let numbers):
      let counted = numbers.filter { !$0.isNaN }
      return counted.isEmpty ? .nan : counted.reduce(0, +) / Double(counted.count)
    case .counts: return .nan
    }
  }

  /// What is left of it where a score or a target was NaN: no number.
  var withoutNumbers: MetricValue {
    switch self {
    case .number: .number(.nan)
    case .perClass(let numbers): .perClass(numbers.map { _ in .nan })
    case .counts: self
    }
  }
}

extension Signature {
  static func metric(
    _ name: String, _ summary: String, example: String, _ parameters: [ParameterDescription] = [],
    details: String = ""
  ) -> Signature {
    Signature(name, .metric, summary, example: example, parameters, details: details)
  }
}
