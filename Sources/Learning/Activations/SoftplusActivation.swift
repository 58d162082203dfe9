import Catalog
import Engine

/// y = log(1 + eˣ), without overflow for any x.
struct SoftplusActivation: Activation, WithoutParameters {
  static let signature = Signature.activation("softplus", "log(1 + e^x), a smooth relu.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Softplus(), to: x)
  }
}
