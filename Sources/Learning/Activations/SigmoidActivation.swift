import Catalog
import Engine

/// y = 1 / (1 + e⁻ˣ), without overflow for any x.
struct SigmoidActivation: Activation {
  static let signature = Signature.activation("sigmoid", "1 / (1 + e^-x), between 0 and 1.")

  init() {}
  init(_ arguments: BoundArguments) throws(ArgumentError) {}

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Sigmoid(), to: x)
  }
}
