import Catalog
import Engine

/// y = 1 / (1 + e⁻ˣ), without overflow for any x.
struct SigmoidActivation: Activation, WithoutParameters {
  static let signature = Signature.activation("sigmoid", "1 / (1 + e^-x), between 0 and 1.")
  static let output = ActivationOutput.probability

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Sigmoid(), to: x)
  }
}
