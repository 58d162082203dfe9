import Catalog
import Engine

/// λ₁·Σ|w| + λ₂·Σw². What is left out is 0, as in Keras.
struct MixedPenalty: Regularizer {
  static let first = Parameter<Double>.penaltyFactor("l1", default: 0)
  static let second = Parameter<Double>.penaltyFactor("l2", default: 0)
  static let signature = Signature.regularizer(
    "l1_l2", "Both penalties: l1 * sum(|w|) + l2 * sum(w^2).", example: "(0.01, 0.01)",
    [first.description, second.description])

  let absolute: AbsolutePenalty
  let squared: SquaredPenalty

  init(_ first: Double = 0, _ second: Double = 0) {
    absolute = AbsolutePenalty(first)
    squared = SquaredPenalty(second)
  }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(try arguments[Self.first], try arguments[Self.second])
  }

  func penalty(of weight: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(
      Add(), to: absolute.penalty(of: weight, in: graph), squared.penalty(of: weight, in: graph))
  }
}
