import Catalog
import Engine

/// y = eˣ.
struct ExponentialActivation: Activation {
  static let signature = Signature.activation("exponential", "e^x, element by element.")

  init() {}
  init(_ arguments: BoundArguments) throws(ArgumentError) {}

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Exponential(), to: x)
  }
}
