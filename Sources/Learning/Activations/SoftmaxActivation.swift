import Catalog
import Engine

/// yᵢ = e^xᵢ / Σⱼ e^xⱼ along the last axis.
struct SoftmaxActivation: Activation {
  static let signature = Signature.activation(
    "softmax", "e^x over its sum along the last axis: probabilities.")

  init() {}
  init(_ arguments: BoundArguments) throws(ArgumentError) {}

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Softmax(axis: x.shape.rank - 1), to: x)
  }
}
