import Catalog
import Engine

/// How far predictions are from targets; truth first, as in Keras.
///
/// A loss gives one value per sample: the mean over the last axis, or what its formula sums there.
/// Training minimises the mean of all of them.
package protocol Loss: CatalogueEntry {
  /// What it expects of targets and predictions, for checks before the first step.
  var expectation: LossExpectation { get }

  /// Targets and predictions as the user gives them; shapes are aligned here.
  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node

  /// 1 for each value that counts in the mean, 0 for the others; `nil` where all count.
  func counts(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node?
}

extension Loss {
  package func counts(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node? { nil }
}

/// The registry of losses.
package enum Losses {
  /// In the order of lists.
  package static let all: [any Loss.Type] = [
    MeanSquaredError.self, MeanAbsoluteError.self, MeanAbsolutePercentageError.self,
    MeanSquaredLogarithmicError.self, Huber.self, LogCosh.self, BinaryCrossentropy.self,
    BinaryFocalCrossentropy.self, CategoricalCrossentropy.self,
    CategoricalFocalCrossentropy.self, SparseCategoricalCrossentropy.self, KLDivergence.self,
    Poisson.self, Hinge.self, SquaredHinge.self, CategoricalHinge.self,
    CosineSimilarityLoss.self, ConnectionistTemporal.self, Dice.self, InfoNCE.self, Triplet.self,
    Wasserstein.self, GeneralizedCrossentropy.self, Tversky.self, Circle.self, Contrastive.self,
    NormalizedTemperatureCrossentropy.self, QuantileLoss.self, GaussianLikelihood.self,
  ]

  /// The loss of this name; `nil` where there is none.
  package static func named(_ name: String) -> (any Loss.Type)? {
    all.first { $0.signature.name == name }
  }
}

/// What a loss takes for granted.
package struct LossExpectation: Equatable, Sendable {
  /// What the targets are taken for.
  package enum Targets: Equatable, Sendable {
    /// Any numbers, of the predictions' shape.
    case numbers
    /// 0..1, of the predictions' shape.
    case shares
    /// One-hot rows or distributions over the last axis.
    case distributions
    /// Whole numbers 0..<classes, without the last axis.
    case classNumbers
    /// Class numbers in sequences of a length of their own, filled up with 0.
    case labelSequences
    /// Anything; the loss itself looks at the shapes.
    case others
  }
  /// What the predictions are taken for.
  package enum Predictions: Equatable, Sendable {
    case numbers, probabilities, logits
  }
  /// What the targets are taken for.
  package var targets: Targets
  /// What the predictions are taken for.
  package var predictions: Predictions
  /// The class number that neither loss nor metrics count.
  package var ignoredClass: Int?

  /// Whether targets are whole numbers that keep their type.
  package var hasWholeTargets: Bool { targets == .classNumbers || targets == .labelSequences }

  /// What a loss takes for granted of both.
  package init(_ targets: Targets, _ predictions: Predictions, ignoring ignoredClass: Int? = nil) {
    self.targets = targets
    self.predictions = predictions
    self.ignoredClass = ignoredClass
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
