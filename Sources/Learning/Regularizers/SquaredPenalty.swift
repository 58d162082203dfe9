import Catalog
import Engine

/// λ·Σw².
public struct SquaredPenalty: Regularizer {
  static let factor = Parameter<Double>.penaltyFactor("l2")
  public static let signature = Signature.regularizer(
    "l2", "Penalty l2 * sum(w^2): keeps weights small.", [factor.description])

  public let factor: Double

  public init(_ factor: Double = 0.01) { self.factor = factor }
  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    factor = try arguments[Self.factor]
  }

  public func penalty(of weight: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let squares = try graph.square(weight)
    return try graph.times(factor, graph.apply(Sum(axes: nil, keepsAxes: false), to: squares))
  }
}
