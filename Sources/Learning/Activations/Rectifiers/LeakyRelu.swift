import Catalog
import Engine

/// y = x for x > 0, else slope · x; the slope is 0.3 unless written, as in Keras's layer.
struct LeakyRelu: Activation {
  static let negativeSlope = Parameter<Double>(
    "negative_slope", "Slope below 0.", default: 0.3, pytorch: 0.01, rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }

  static let signature = Signature.activation(
    "leaky_relu", "x above 0, negative_slope * x below.", [negativeSlope.description])

  let negativeSlope: Double

  init(negativeSlope: Double = 0.3) { self.negativeSlope = negativeSlope }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    negativeSlope = try arguments[Self.negativeSlope]
  }

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let isPositive = try graph.apply(Comparison(.greater), to: x, graph.scalar(0, like: x))
    return try graph.apply(Where(), to: isPositive, x, graph.times(negativeSlope, x))
  }
}
