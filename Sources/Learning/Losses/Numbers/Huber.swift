import Catalog
import Engine

/// e²/2 for |e| ≤ δ, else δ·|e| − δ²/2, with e = y − p; the mean over the last axis.
///
/// With δ = 1: 0.125 at 0.5, 2.5 at 3. Huber 1964.
package struct Huber: Loss {
  static let delta = Parameter<Double>(
    "delta", "Where the square turns into a line.", default: 1, rule: "above 0"
  ) { $0 > 0 && $0.isFinite }
  package static let signature = Signature.loss(
    "huber", "Squared near 0, absolute beyond delta.", example: "huber([1, 0], [0.5, 3])",
    [delta.description])

  let delta: Double

  /// δ, above 0: where the square turns into a line.
  package init(delta: Double = 1) { self.delta = delta }
  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    delta = try arguments[Self.delta]
  }

  package var expectation: LossExpectation { LossExpectation(.numbers, .numbers) }

  package func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let difference = try graph.apply(Subtract(), to: truth, predictions)
    let size = try graph.apply(Absolute(), to: difference)
    let isNear = try graph.apply(
      Comparison(.lessOrEqual), to: size, graph.scalar(delta, like: size))
    let square = try graph.times(0.5, graph.square(difference))
    let line = try graph.plus(-0.5 * delta * delta, graph.times(delta, size))
    return try graph.meanOverLastAxis(graph.apply(Where(), to: isNear, square, line))
  }
}
