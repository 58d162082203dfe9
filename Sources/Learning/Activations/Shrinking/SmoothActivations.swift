import Catalog
import Engine

/// y = log(1 / (1 + e⁻ˣ)) = −log(1 + e⁻ˣ).
struct LogSigmoid: Activation, WithoutParameters {
  static let signature = Signature.activation(
    "log_sigmoid", "log(sigmoid(x)), without underflow.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let soft = try graph.apply(Softplus(), to: graph.apply(Negate(), to: x))
    return try graph.apply(Negate(), to: soft)
  }
}

/// y = (x + √(x² + b)) / 2: a relu with a smooth corner. Barron 2021.
struct Squareplus: Activation {
  static let corner = Parameter<Double>(
    "b", "How wide the corner is.", default: 4, rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }
  static let signature = Signature.activation(
    "squareplus", "(x + sqrt(x^2 + b)) / 2: a relu with a smooth corner.", [corner.description])

  let corner: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) { corner = try arguments[Self.corner] }

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    // As a length, x² overflows nowhere.
    let width = graph.scalar(corner.squareRoot(), like: x)
    let sum = try graph.apply(Add(), to: x, graph.apply(Hypotenuse(), to: x, width))
    return try graph.times(0.5, sum)
  }
}
