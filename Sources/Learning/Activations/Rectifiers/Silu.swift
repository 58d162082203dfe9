import Catalog
import Engine

/// y = x · sigmoid(x). Elfwing et al. 2017.
struct Silu: Activation, WithoutParameters {
  static let signature = Signature.activation("silu", "x * sigmoid(x), also called swish.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Multiply(), to: x, graph.apply(Sigmoid(), to: x))
  }
}
