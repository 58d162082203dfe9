import Catalog
import Engine

/// y = eˣ.
struct ExponentialActivation: Activation, WithoutParameters {
  static let signature = Signature.activation("exponential", "e^x, element by element.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Exponential(), to: x)
  }
}
