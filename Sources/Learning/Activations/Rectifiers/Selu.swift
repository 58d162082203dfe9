import Catalog
import Engine

/// y = 1.0507 · elu(x, 1.6733). Klambauer et al. 2017.
struct Selu: Activation, WithoutParameters {
  static let signature = Signature.activation(
    "selu", "Scaled elu that keeps mean 0 and variance 1.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let curve = try Elu(alpha: 1.6732632423543772).apply(x, in: graph)
    return try graph.times(1.0507009873554805, curve)
  }
}
