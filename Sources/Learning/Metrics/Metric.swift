import Catalog
import Engine

/// A number that says how good predictions are, gathered batch by batch.
public protocol Metric: CatalogueEntry {
  /// An empty count for targets and predictions of this layout.
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator

  /// Why the metric has no meaning for such targets and predictions; `nil` where it has one.
  func refusal(of layout: TargetLayout) -> String?

  /// The value of two tensors, for metrics that read them as a whole; `nil` for all others.
  func value(targets: Tensor, predictions: Tensor) throws(LearningError) -> MetricValue?
}

extension Metric {
  public func refusal(of layout: TargetLayout) -> String? { nil }

  public func value(
    targets: Tensor, predictions: Tensor
  ) throws(LearningError) -> MetricValue? { nil }
}

/// What a metric has counted so far.
public protocol MetricAccumulator {
  /// Whether entries that the loss ignores are handed over too, so that sequences stay whole.
  var needsWholeRows: Bool { get }
  mutating func add(_ batch: MetricBatch)
  /// The value over everything added; 0 where it would divide by zero.
  var result: MetricValue { get }
  /// All that was counted, as numbers, for a checkpoint in the middle of an epoch.
  var state: [Double] { get set }
}

extension MetricAccumulator {
  var needsWholeRows: Bool { false }
}

public enum Metrics {
  public static let all: [any Metric.Type] = [
    Accuracy.self, BinaryAccuracy.self, CategoricalAccuracy.self, SparseCategoricalAccuracy.self,
    TopKAccuracy.self, Precision.self, Recall.self, F1Score.self, FBeta.self,
    AreaUnderCurve.self, AveragePrecision.self, Confusion.self, CohenKappa.self,
    MatthewsCorrelation.self, IntersectionOverUnion.self, LogLoss.self, BrierScore.self,
    CalibrationError.self, RootMeanSquaredError.self, R2Score.self, Perplexity.self,
    BitsPerCharacter.self, Bleu.self, RougeOne.self, RougeL.self, WordErrorRate.self,
    CharacterErrorRate.self, DetectionPrecision.self,
  ]

  public static func named(_ name: String) -> (any Metric.Type)? {
    all.first { $0.signature.name == name }
  }

  /// The metric of two tensors, truth first: `f1_score(y, p)`.
  public static func value(
    of metric: any Metric, targets: Tensor, predictions: Tensor
  ) throws(LearningError) -> MetricValue {
    let name = type(of: metric).signature.name
    if let value = try metric.value(targets: targets, predictions: predictions) { return value }
    var layout = TargetLayout(targets: targets, predictions: predictions)
    if metric is any SequenceMetric, targets.shape == predictions.shape {
      layout = TargetLayout(
        classNumbersOfLength: targets.shape.rank == 1
          ? targets.count : targets.shape.sample.count)
    }
    if let reason = metric.refusal(of: layout) { throw .metric(name: name, reason: reason) }
    let width = layout.width
    guard predictions.count > 0, predictions.count / width == targets.count / layout.targetWidth
    else {
      throw .metric(name: name, reason: "\(targets.shape) and \(predictions.shape) do not fit")
    }
    var accumulator = metric.accumulator(for: layout)
    accumulator.add(
      MetricBatch(layout, targets: targets.doubles, predictions: predictions.doubles))
    return accumulator.result
  }
}

/// The result of a metric: one number, one for each class, or a table of counts.
public enum MetricValue: Equatable, Sendable {
  case number(Double)
  case perClass([Double])
  /// Rows are true classes, columns predicted ones.
  case counts([[Int]])

  /// One number for curves and run lines: a list gives its mean.
  public var summary: Double {
    switch self {
    case .number(let number): number
    case .perClass(let numbers):
      numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count)
    case .counts: .nan
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
