import Catalog
import Engine

/// A number that says how good predictions are, gathered batch by batch.
public protocol Metric: CatalogueEntry {
  /// An empty count for targets and predictions of this layout.
  func accumulator(for layout: TargetLayout) -> any MetricAccumulator
}

/// What a metric has counted so far.
public protocol MetricAccumulator {
  mutating func add(_ batch: MetricBatch)
  /// The value over everything added; 0 where it would divide by zero.
  var result: MetricValue { get }
}

public enum Metrics {
  public static let all: [any Metric.Type] = [
    Accuracy.self, Precision.self, Recall.self, F1Score.self, AreaUnderCurve.self,
    Confusion.self,
  ]

  public static func named(_ name: String) -> (any Metric.Type)? {
    all.first { $0.signature.name == name }
  }

  /// The metric of two tensors, truth first: `f1_score(y, p)`.
  public static func value(
    of metric: any Metric, targets: Tensor, predictions: Tensor
  ) throws(LearningError) -> MetricValue {
    let name = type(of: metric).signature.name
    let layout = TargetLayout(targets: targets, predictions: predictions)
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

/// One batch for an accumulator, in the layout it was made for.
public struct MetricBatch {
  public let layout: TargetLayout
  public let targets: [Double]
  public let predictions: [Double]

  public init(_ layout: TargetLayout, targets: [Double], predictions: [Double]) {
    self.layout = layout
    self.targets = targets
    self.predictions = predictions
  }

  public var count: Int { predictions.count / layout.width }

  /// True and predicted class of one sample.
  func classes(of sample: Int) -> (truth: Int, guess: Int) {
    switch layout {
    case .binary(let threshold):
      (classNumber(targets[sample]), predictions[sample] > threshold ? 1 : 0)
    case .classNumbers: (classNumber(targets[sample]), classNumber(predictions[sample]))
    case .sparse(let width):
      (classNumber(targets[sample]), largest(predictions, sample * width, width))
    case .oneHot(let width):
      (
        largest(targets, sample * width, width), largest(predictions, sample * width, width)
      )
    }
  }
}

/// A class number for counting; −1 for what is none.
private func classNumber(_ number: Double) -> Int {
  guard let whole = Int(exactly: number), (0..<ClassCounts.limit).contains(whole) else { return -1 }
  return whole
}

/// The position of the largest of `width` numbers from `start`; of equal ones the first.
private func largest(_ numbers: [Double], _ start: Int, _ width: Int) -> Int {
  var best = 0
  for index in 1..<max(width, 1) where numbers[start + index] > numbers[start + best] {
    best = index
  }
  return best
}

extension Signature {
  static func metric(
    _ name: String, _ summary: String, example: String, _ parameters: [ParameterDescription] = [],
    details: String = ""
  ) -> Signature {
    Signature(name, .metric, summary, example: example, parameters, details: details)
  }
}
