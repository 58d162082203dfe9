import Engine

/// How targets and predictions stand to each other; read from their shapes, as Keras does.
public enum TargetLayout: Equatable, Sendable {
  /// One prediction a sample, "yes" above the threshold.
  case binary(threshold: Double)
  /// Class numbers against one prediction for each class.
  case sparse(classes: Int)
  /// One-hot rows against one prediction for each class.
  case oneHot(classes: Int)
  /// Class numbers against class numbers.
  case classNumbers

  /// The layout of a model's outputs; shapes are those of one sample.
  public init(output: Shape, targets: Shape, threshold: Double = 0.5) {
    let width = output.extents.last ?? 1
    if width == 1 {
      self = .binary(threshold: threshold)
    } else if targets == output {
      self = .oneHot(classes: width)
    } else {
      self = .sparse(classes: width)
    }
  }

  /// The layout of two tensors at the prompt; two lists of whole numbers are class numbers.
  public init(targets: Tensor, predictions: Tensor) {
    let (y, p) = (targets.shape, predictions.shape)
    if p.rank <= 1 || p.extents.last == 1 {
      let isWhole = predictions.doubles.allSatisfy { Int(exactly: $0) != nil }
      self = isWhole ? .classNumbers : .binary(threshold: 0.5)
    } else {
      self.init(output: p, targets: y)
    }
  }

  /// The word for the run header: which accuracy was chosen.
  public var accuracyName: String {
    switch self {
    case .binary: "binary accuracy"
    case .sparse: "sparse categorical accuracy"
    case .oneHot: "categorical accuracy"
    case .classNumbers: "accuracy of class numbers"
    }
  }

  /// Predictions for one sample.
  var width: Int {
    switch self {
    case .binary, .classNumbers: 1
    case .sparse(let classes), .oneHot(let classes): max(classes, 1)
    }
  }

  var targetWidth: Int {
    if case .oneHot(let classes) = self { max(classes, 1) } else { 1 }
  }

  var classes: Int {
    switch self {
    case .binary, .classNumbers: 2
    case .sparse(let classes), .oneHot(let classes): classes
    }
  }
}
