import Catalog
import Engine

/// y = min(max(x + 3, 0), 6) / 6; at 1 it is 0.666667. The slope at ±3 is 0, as in Keras's relu6.
struct HardSigmoid: Activation, WithoutParameters {
  static let signature = Signature.activation("hard_sigmoid", "(x + 3) / 6, cut to 0..1.")
  static let output = ActivationOutput.cutProbability

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let line = try graph.apply(Divide(), to: graph.plus(3, x), graph.scalar(6, like: x))
    let (zero, one) = (graph.scalar(0, like: x), graph.scalar(1, like: x))
    // Asked this way round, NaN is on neither side and stays what it is.
    let isBelow = try graph.apply(Comparison(.lessOrEqual), to: x, graph.scalar(-3, like: x))
    let isAbove = try graph.apply(Comparison(.greaterOrEqual), to: x, graph.scalar(3, like: x))
    let rising = try graph.apply(Where(), to: isBelow, zero, line)
    return try graph.apply(Where(), to: isAbove, one, rising)
  }
}
