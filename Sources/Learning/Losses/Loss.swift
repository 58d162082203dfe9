import Catalog
import Engine

/// How far predictions are from targets; truth first, as in Keras.
///
/// A loss gives one value per sample: the mean over the last axis, or what its formula sums there.
/// Training minimises the mean of all of them.
public protocol Loss: CatalogueEntry {
  /// What it expects of targets and predictions, for checks before the first step.
  var expectation: LossExpectation { get }

  /// Targets and predictions as the user gives them; shapes are aligned here.
  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node
}

public enum Losses {
  public static let all: [any Loss.Type] = [
    MeanSquaredError.self, MeanAbsoluteError.self, Huber.self, LogCosh.self,
    BinaryCrossentropy.self, CategoricalCrossentropy.self, SparseCategoricalCrossentropy.self,
    KLDivergence.self,
  ]

  public static func named(_ name: String) -> (any Loss.Type)? {
    all.first { $0.signature.name == name }
  }
}

/// What a loss takes for granted.
public struct LossExpectation: Equatable, Sendable {
  public enum Targets: Equatable, Sendable {
    /// Any numbers, of the predictions' shape.
    case numbers
    /// 0..1, of the predictions' shape.
    case shares
    /// One-hot rows or distributions over the last axis.
    case distributions
    /// Whole numbers 0..<classes, without the last axis.
    case classNumbers
  }
  public enum Predictions: Equatable, Sendable {
    case numbers, probabilities, logits
  }
  public var targets: Targets
  public var predictions: Predictions

  public init(_ targets: Targets, _ predictions: Predictions) {
    self.targets = targets
    self.predictions = predictions
  }
}

/// Keras's distance from 0 and 1 at which probabilities are cut before their logarithm is taken.
///
/// In float32, 1 − 1e-7 is 0.99999988: a certain mistake costs 15.9424 there, 16.118 at zero.
let probabilityMargin = 1e-7

extension Graph {
  /// Targets in the predictions' type; `[batch]` becomes `[batch, 1]` where that fits.
  func aligned(_ targets: Node, with predictions: Node, for loss: String) throws(ShapeError)
    -> Node
  {
    var targets = try cast(targets, to: predictions.dtype)
    let (rank, wanted) = (targets.shape.rank, predictions.shape.rank)
    if rank == wanted - 1, predictions.shape[wanted - 1] == 1 {
      targets = try reshape(targets, to: Shape(targets.shape.extents + [1]))
    } else if rank == wanted + 1, targets.shape[rank - 1] == 1 {
      targets = try reshape(targets, to: Shape(Array(targets.shape.extents.dropLast())))
    }
    guard targets.shape == predictions.shape else {
      throw ShapeError(
        operation: loss, expected: "targets and predictions of one shape",
        found: [targets.shape, predictions.shape])
    }
    return targets
  }

  func clippedProbability(_ node: Node) throws(ShapeError) -> Node {
    try apply(Clip(low: probabilityMargin, high: 1 - probabilityMargin), to: node)
  }
}

extension Signature {
  static func loss(
    _ name: String, _ summary: String, example: String, _ parameters: [ParameterDescription] = [],
    details: String = ""
  ) -> Signature {
    Signature(name, .loss, summary, example: example, parameters, details: details)
  }
}

extension Parameter where Value == Bool {
  static let fromLogits = Parameter(
    "from_logits", "Predictions are logits, without sigmoid or softmax.", default: false)
}

extension Parameter where Value == Double {
  static let labelSmoothing = Parameter(
    "label_smoothing", "Share of every target that is spread evenly.", default: 0,
    rule: "at least 0 and below 1"
  ) { $0 >= 0 && $0 < 1 }
}
