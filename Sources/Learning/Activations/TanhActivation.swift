import Catalog
import Engine

/// y = tanh x.
public struct TanhActivation: Activation {
  public static let signature = Signature.activation(
    "tanh", "Hyperbolic tangent, between -1 and 1.")

  public init() {}
  public init(_ arguments: BoundArguments) throws(ArgumentError) {}

  public func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(HyperbolicTangent(), to: x)
  }
}
