import Catalog
import Engine

/// λ·Σ|w|.
struct AbsolutePenalty: Regularizer {
  static let factor = Parameter<Double>.penaltyFactor("l1")
  static let signature = Signature.regularizer(
    "l1", "Penalty l1 * sum(|w|): drives small weights to 0.", [factor.description])

  let factor: Double

  init(_ factor: Double = 0.01) { self.factor = factor }
  init(_ arguments: BoundArguments) throws(ArgumentError) {
    factor = try arguments[Self.factor]
  }

  func penalty(of weight: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let sizes = try graph.apply(Absolute(), to: weight)
    return try graph.times(factor, graph.apply(Sum(axes: nil, keepsAxes: false), to: sizes))
  }
}
