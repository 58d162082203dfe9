import Catalog
import Engine

/// y = tanh x.
struct TanhActivation: Activation {
  static let signature = Signature.activation(
    "tanh", "Hyperbolic tangent, between -1 and 1.")

  init() {}
  init(_ arguments: BoundArguments) throws(ArgumentError) {}

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(HyperbolicTangent(), to: x)
  }
}
