import Data
import Engine

/// How targets and predictions stand to each other; read from their shapes, as Keras does.
///
/// An entry is what is judged by itself: a sample, or one time step of a sequence.
package struct TargetLayout: Equatable, Sendable {
  /// What is compared with what.
  package enum Kind: Equatable, Sendable {
    /// One prediction an entry, "yes" above the threshold.
    case binary(threshold: Double)
    /// Class numbers against one prediction for each class.
    case sparse(classes: Int)
    /// One-hot rows against one prediction for each class.
    case oneHot(classes: Int)
    /// Rows of 0 and 1 against a score for each label, "yes" above the threshold.
    case multiLabel(labels: Int, threshold: Double)
    /// Class numbers against class numbers.
    case classNumbers
  }
  /// What is compared with what.
  package let kind: Kind
  /// Predictions are not yet probabilities.
  package let isLogits: Bool
  /// Entries whose target is this class number do not count.
  package let ignoredClass: Int?
  /// Entries of one sample: the length of its sequence.
  package let length: Int

  /// The layout of a model's outputs; shapes are those of one sample.
  ///
  /// A sample has several labels where its targets are 0 and 1 of the scores' shape, with two
  /// columns or more, and some row holds another number of ones than one. Otherwise such rows are
  /// one-hot. So the rows decide, of all samples together, and never those of one batch.
  package init(output: Shape, targets: SampleRows, for expectation: LossExpectation? = nil) {
    self.init(
      output: output, targets: targets.shape, isLogits: expectation?.predictions == .logits,
      ignoring: expectation?.ignoredClass,
      hasSeveralLabels: targets.shape == output && targets.hasSeveralLabels)
  }

  /// The same from shapes alone; `hasSeveralLabels` says what the rows say otherwise.
  package init(
    output: Shape, targets: Shape, isLogits: Bool, ignoring ignoredClass: Int? = nil,
    hasSeveralLabels: Bool = false
  ) {
    let width = output.extents.last ?? 1
    if width == 1 {
      kind = .binary(threshold: isLogits ? 0 : 0.5)
    } else if hasSeveralLabels {
      kind = .multiLabel(labels: width, threshold: isLogits ? 0 : 0.5)
    } else if targets == output {
      kind = .oneHot(classes: width)
    } else {
      kind = .sparse(classes: width)
    }
    self.isLogits = isLogits
    self.ignoredClass = ignoredClass
    length = max(output.count / max(width, 1), 1)
  }

  /// The layout of two tensors at the prompt; two lists of whole numbers are class numbers, and rows
  /// of 0 and 1 that are not one-hot are labels, of which a sample has several.
  ///
  /// Predictions with negative numbers, or rows that do not sum to 1, are no probabilities, but
  /// nothing here takes them for logits: `from_logits` says so. Scores stay scores where all are whole.
  package init(
    targets: Tensor, predictions: Tensor, isLogits: Bool = false, areScores: Bool = false
  ) {
    let (y, p) = (targets.shape, predictions.shape)
    let isOneNumber = p.rank <= 1 || p.extents.last == 1
    let isSame = y == p && !predictions.dtype.isFloat
    if y == p, y.rank > 1, y.count > 0, SampleRows(targets).hasSeveralLabels {
      self.init(
        output: p.sample, targets: y.sample, isLogits: isLogits, hasSeveralLabels: true)
    } else if !areScores, isOneNumber || isSame,
      predictions.first(where: { Int(exactly: $0) == nil }) == nil
    {
      self.init(classNumbersOfLength: p.rank <= 1 ? 1 : p.sample.count)
    } else if isOneNumber {
      self.init(output: Shape([1]), targets: Shape([1]), isLogits: isLogits)
    } else {
      self.init(output: p.sample, targets: y.sample, isLogits: isLogits)
    }
  }

  /// Class numbers against class numbers, so many in each sample.
  init(classNumbersOfLength length: Int) {
    kind = .classNumbers
    isLogits = false
    ignoredClass = nil
    self.length = max(length, 1)
  }

  init(_ kind: Kind, isLogits: Bool) {
    self.kind = kind
    self.isLogits = isLogits
    ignoredClass = nil
    length = 1
  }

  /// The word for the run header: which accuracy was chosen.
  package var accuracyName: String {
    switch kind {
    case .binary: "binary accuracy"
    case .sparse: "sparse categorical accuracy"
    case .oneHot: "categorical accuracy"
    case .classNumbers: "accuracy of class numbers"
    case .multiLabel: "binary accuracy of each label"
    }
  }

  /// Predictions for one entry.
  var width: Int {
    switch kind {
    case .binary, .classNumbers: 1
    case .sparse(let classes), .oneHot(let classes), .multiLabel(let classes, _): max(classes, 1)
    }
  }

  /// Whether a sample has several labels.
  var isMultiLabel: Bool { if case .multiLabel = kind { true } else { false } }

  var targetWidth: Int {
    switch kind {
    case .oneHot, .multiLabel: width
    case .binary, .sparse, .classNumbers: 1
    }
  }

  var classes: Int {
    switch kind {
    case .binary, .classNumbers: 2
    case .sparse(let classes), .oneHot(let classes), .multiLabel(let classes, _): classes
    }
  }
}
