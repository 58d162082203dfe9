import Catalog
import Engine

/// y = min(max(x, 0), 6); the slope at 0 and 6 is 0, as in TensorFlow. Howard et al. 2017.
struct Relu6: Activation, WithoutParameters {
  static let signature = Signature.activation("relu6", "x, cut to 0..6.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.kept(x, of: x, from: 0, to: 6)
  }
}

/// y = min(max(x, −1), 1); the slope at ±1 is 0, as in PyTorch.
struct HardTanh: Activation, WithoutParameters {
  static let signature = Signature.activation("hard_tanh", "x, cut to -1..1.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.kept(x, of: x, from: -1, to: 1)
  }
}

/// y = x·min(max(x + 3, 0), 6) / 6, also called hard swish. Howard et al. 2019.
struct HardSilu: Activation, WithoutParameters {
  static let signature = Signature.activation(
    "hard_silu", "x * hard_sigmoid(x), also called hard swish.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Multiply(), to: x, HardSigmoid().apply(x, in: graph))
  }
}

/// y = max(x, 0) + min(0, α·(e^(x/α) − 1)). Barron 2017.
struct Celu: Activation {
  static let alpha = Parameter<Double>("alpha", "Limit below: -alpha.", default: 1, rule: "above 0")
  {
    $0 > 0 && $0.isFinite
  }
  static let signature = Signature.activation(
    "celu", "x above 0, alpha * (e^(x / alpha) - 1) below: a smooth elu.", [alpha.description])

  let alpha: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    alpha = try arguments[Self.alpha]
  }

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let zero = graph.scalar(0, like: x)
    let isPositive = try graph.apply(Comparison(.greater), to: x, zero)
    // The exponential sees no positive x: ∞ · 0 would make the unused branch's gradient NaN.
    let below = try graph.apply(Where(), to: isPositive, zero, graph.times(1 / alpha, x))
    let curve = try graph.apply(ExponentialMinusOne(), to: below)
    return try graph.apply(Where(), to: isPositive, x, graph.times(alpha, curve))
  }
}

extension Graph {
  /// A function of x between two numbers, where it is held below and above at these; the slope at both is 0.
  func kept(
    _ y: Node, of x: Node, from low: Double, to high: Double
  ) throws(ShapeError) -> Node {
    // Asked this way round, NaN is on neither side and stays what it is.
    let isBelow = try apply(Comparison(.lessOrEqual), to: x, scalar(low, like: x))
    let isAbove = try apply(Comparison(.greaterOrEqual), to: x, scalar(high, like: x))
    let rising = try apply(Where(), to: isBelow, scalar(low, like: x), y)
    return try apply(Where(), to: isAbove, scalar(high, like: x), rising)
  }
}
