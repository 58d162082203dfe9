import Catalog
import Engine

/// yᵢ = e^xᵢ / Σⱼ e^xⱼ along the last axis.
struct SoftmaxActivation: Activation, WithoutParameters {
  static let signature = Signature.activation(
    "softmax", "e^x over its sum along the last axis: probabilities.")
  static let output = ActivationOutput.distribution

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Softmax(axis: x.shape.rank - 1), to: x)
  }
}
