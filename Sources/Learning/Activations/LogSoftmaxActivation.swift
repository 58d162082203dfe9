import Catalog
import Engine

/// yᵢ = xᵢ − log Σⱼ e^xⱼ along the last axis.
struct LogSoftmaxActivation: Activation, WithoutParameters {
  static let signature = Signature.activation(
    "log_softmax", "log(softmax(x)) along the last axis, without underflow.")
  static let output = ActivationOutput.logDistribution

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(LogSoftmax(axis: x.shape.rank - 1), to: x)
  }
}
