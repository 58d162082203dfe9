import Engine

/// Why a metric cannot be computed; the metric's name stands beside it.
package enum MetricError: Equatable, Sendable {
  /// Other targets or predictions than it is made for.
  case refused(MetricRefusal, Advice)
  /// One output, and targets that are not 0 and 1: as words, whether they are whole, the largest.
  case oneOutput(targets: String, isWhole: Bool, highest: Double)
  /// Neither targets nor predictions.
  case nothingToCompare
  /// Not as many targets as predictions.
  case otherShapes(targets: Shape, predictions: Shape)
  /// A prediction that is no probability; `asksYesOrNo` where each score is for itself.
  case noProbability(Double, asksYesOrNo: Bool)
  /// One-hot rows with another number than 0 and 1.
  case notOneHot(Double)
  /// With one score an entry, a target that is neither 0 nor 1.
  case notZeroOrOne(Double, isClass: Bool)
  /// A class that no score stands for; `startsAtOne` where classes are counted from 1.
  case classWithoutScore(Double, classes: Int, startsAtOne: Bool)
  /// The same of a loss that is called like a metric.
  case targetWithoutScore(Double, classes: Int)
  /// A number that stands for no class: those are whole, from 0 to below `limit`.
  case noClass(Double, limit: Int, inPredictions: Bool)
  /// Texts of which there are not as many true as predicted ones.
  case textCounts(references: Int, candidates: Int)
  /// Texts, where it compares numbers.
  case texts
  /// Tensors that hold no boxes.
  case boxes(targets: Shape, predictions: Shape)

  /// What to use instead of a metric that has no meaning.
  package enum Advice: Equatable, Sendable {
    /// In a training or an evaluation.
    case accuracyFits
    /// In a call, with several labels a sample.
    case accuracyTakesLabels
    /// In a call.
    case accuracyChooses
  }
}

/// What makes a metric have no meaning for some targets and predictions.
package enum MetricRefusal: Equatable, Sendable {
  /// It reads one class for each sample.
  case severalLabels
  /// It reads one number for each prediction.
  case noPairs
  /// It reads one-hot rows.
  case noOneHotRows
  /// It reads class numbers, and several scores.
  case noClassNumbers
  /// It reads a score for each class.
  case oneOutput
  /// It compares boxes, which no model gives.
  case needsBoxes
}
