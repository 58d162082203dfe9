import Data
import Engine

/// The scale on which a regression is learnt, and the way back: y = learnt · scale + offset.
///
/// Metrics are of numbers in the units of the data; only the loss stays on the scale that is learnt.
package struct TargetUnits: Equatable, Sendable {
  /// What 0 of the learnt scale stands for.
  package let offset: Double
  /// What a step of 1 there is in the units of the data.
  package let scale: Double

  /// A scale and its zero.
  package init(offset: Double, scale: Double) {
    (self.offset, self.scale) = (offset, scale)
  }

  /// Those of a recipe's target; `nil` where it is learnt as it stands in the data.
  package init?(_ recipe: Recipe?) {
    guard let target = recipe?.target, target.classes.isEmpty, target.isScaled else { return nil }
    self.init(offset: target.offset, scale: target.scale)
  }

  func numbers(_ learnt: [Double]) -> [Double] { learnt.map { $0 * scale + offset } }

  /// The same as a node, in float64: beside a large offset float32 keeps too few digits of a difference.
  func node(_ learnt: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.plus(offset, graph.times(scale, graph.cast(learnt, to: .float64)))
  }
}
