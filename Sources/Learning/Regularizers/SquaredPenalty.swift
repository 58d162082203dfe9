import Catalog
import Engine

/// λ·Σw².
struct SquaredPenalty: Regularizer {
  static let factor = Parameter<Double>.penaltyFactor("l2")
  static let signature = Signature.regularizer(
    "l2", "Penalty l2 * sum(w^2): keeps weights small.", [factor.description])

  let factor: Double

  init(_ factor: Double = 0.01) { self.factor = factor }
  init(_ arguments: BoundArguments) throws(ArgumentError) {
    factor = try arguments[Self.factor]
  }

  func penalty(of weight: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let squares = try graph.square(weight)
    return try graph.times(factor, graph.apply(Sum(axes: nil, keepsAxes: false), to: squares))
  }
}
