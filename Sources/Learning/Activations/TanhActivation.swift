import Catalog
import Engine

/// y = tanh x.
struct TanhActivation: Activation, WithoutParameters {
  static let signature = Signature.activation(
    "tanh", "Hyperbolic tangent, between -1 and 1.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(HyperbolicTangent(), to: x)
  }
}
