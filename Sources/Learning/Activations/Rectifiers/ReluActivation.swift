import Catalog
import Engine

/// y = max(x, 0); its slope at 0 is 0.
///
/// With options as Keras's layer: max_value from there on, x from a threshold on, negative_slope · (x − threshold) below.
struct ReluActivation: Activation {
  static let maximum = Parameter<Double>.optional(
    "max_value", "The largest output; none without it.", rule: "0 or more"
  ) { $0 >= 0 }
  static let negativeSlope = Parameter<Double>(
    "negative_slope", "Slope below the threshold.", default: 0, rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }
  static let threshold = Parameter<Double>(
    "threshold", "From where on x is what it is.", default: 0
  ) { $0.isFinite }

  static let signature = Signature.activation(
    "relu", "max(x, 0), element by element.",
    [maximum.description, negativeSlope.description, threshold.description])

  let maximum: Double?
  let negativeSlope: Double
  let threshold: Double

  init() { (maximum, negativeSlope, threshold) = (nil, 0, 0) }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    maximum = try arguments.optional(Self.maximum)
    negativeSlope = try arguments[Self.negativeSlope]
    threshold = try arguments[Self.threshold]
  }

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    var y = x
    if negativeSlope == 0, threshold == 0 {
      y = try graph.apply(Relu(), to: x)
    } else {
      let isLow = try graph.apply(
        Comparison(.lessOrEqual), to: x, graph.scalar(threshold, like: x))
      let below = try graph.times(negativeSlope, graph.plus(-threshold, x))
      y = try graph.apply(Where(), to: isLow, below, x)
    }
    guard let maximum else { return y }
    let isAbove = try graph.apply(
      Comparison(.greaterOrEqual), to: y, graph.scalar(maximum, like: y))
    return try graph.apply(Where(), to: isAbove, graph.scalar(maximum, like: y), y)
  }
}
