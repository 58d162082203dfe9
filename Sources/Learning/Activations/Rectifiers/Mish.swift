import Catalog
import Engine

/// y = x · tanh(log(1 + eˣ)). Misra 2019.
struct Mish: Activation {
  static let signature = Signature.activation("mish", "x * tanh(softplus(x)).")

  init() {}
  init(_ arguments: BoundArguments) throws(ArgumentError) {}

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let soft = try graph.apply(Softplus(), to: x)
    return try graph.apply(Multiply(), to: x, graph.apply(HyperbolicTangent(), to: soft))
  }
}
