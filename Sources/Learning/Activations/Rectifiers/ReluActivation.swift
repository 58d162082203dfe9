import Catalog
import Engine

/// y = max(x, 0); its slope at 0 is 0.
struct ReluActivation: Activation, WithoutParameters {
  static let signature = Signature.activation("relu", "max(x, 0), element by element.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Relu(), to: x)
  }
}
