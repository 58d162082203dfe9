import Catalog
import Engine

/// λ of the shrinking activations.
private let bound = Parameter<Double>(
  "threshold", "How far from 0 numbers become 0.", default: 0.5, rule: "0 or more"
) { $0 >= 0 && $0.isFinite }

/// y = x where |x| > λ, else 0.
struct HardShrink: Activation {
  static let signature = Signature.activation(
    "hard_shrink", "x, and 0 near 0.", [bound.description])

  let threshold: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) { threshold = try arguments[bound] }

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let isSmall = try graph.isSmall(x, threshold)
    return try graph.apply(Where(), to: isSmall, graph.scalar(0, like: x), x)
  }
}

/// y = x − λ above λ, x + λ below −λ, 0 between.
struct SoftShrink: Activation {
  static let signature = Signature.activation(
    "soft_shrink", "x, drawn towards 0 by threshold and 0 near it.", [bound.description])

  let threshold: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) { threshold = try arguments[bound] }

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let isSmall = try graph.isSmall(x, threshold)
    let drawn = try graph.difference(
      x, graph.times(threshold, graph.apply(Sign(), to: x)))
    return try graph.apply(Where(), to: isSmall, graph.scalar(0, like: x), drawn)
  }
}

/// y = x − tanh x.
struct TanhShrink: Activation, WithoutParameters {
  static let signature = Signature.activation("tanh_shrink", "x - tanh(x).")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.difference(x, graph.apply(HyperbolicTangent(), to: x))
  }
}

extension Graph {
  /// 1 where |x| is at most λ; 0 of NaN.
  fileprivate func isSmall(_ x: Node, _ threshold: Double) throws(ShapeError) -> Node {
    try apply(
      Comparison(.lessOrEqual), to: apply(Absolute(), to: x), scalar(threshold, like: x))
  }
}
