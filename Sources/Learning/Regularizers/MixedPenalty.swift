import Catalog
import Engine

/// λ₁·Σ|w| + λ₂·Σw².
struct MixedPenalty: Regularizer {
  static let first = Parameter<Double>.penaltyFactor("l1")
  static let second = Parameter<Double>.penaltyFactor("l2")
  static let signature = Signature.regularizer(
    "l1_l2", "Both penalties: l1 * sum(|w|) + l2 * sum(w^2).",
    [first.description, second.description])

  let absolute: AbsolutePenalty
  let squared: SquaredPenalty

  init(_ first: Double = 0.01, _ second: Double = 0.01) {
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
