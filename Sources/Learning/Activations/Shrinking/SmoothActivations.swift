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
    let length = try graph.apply(Hypotenuse(), to: x, width)
    let sum = try graph.apply(Add(), to: x, length)
    guard corner > 0 else { return try graph.times(0.5, sum) }
    // Below 0 the sum cancels: it is b / (√(x² + b) − x) there. Elsewhere no difference that may be 0 divides.
    let difference = try graph.apply(Maximum(), to: graph.difference(length, x), width)
    let small = try graph.apply(Divide(), to: graph.scalar(corner, like: x), difference)
    let isNegative = try graph.apply(Comparison(.less), to: x, graph.scalar(0, like: x))
    return try graph.times(0.5, graph.apply(Where(), to: isNegative, small, sum))
  }
}
