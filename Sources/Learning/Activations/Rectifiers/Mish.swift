import Catalog
import Engine

/// y = x · tanh(log(1 + eˣ)). Misra 2019.
struct Mish: Activation, WithoutParameters {
  static let signature = Signature.activation("mish", "x * tanh(softplus(x)).")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let soft = try graph.apply(Softplus(), to: x)
    return try graph.apply(Multiply(), to: x, graph.apply(HyperbolicTangent(), to: soft))
  }
}
