import Catalog
import Engine

/// y = x for x > 0, else α·(eˣ − 1). Clevert et al. 2015.
package struct Elu: Activation {
  static let alpha = Parameter<Double>("alpha", "Limit below: -alpha.", default: 1) {
    $0.isFinite
  }

  package static let signature = Signature.activation(
    "elu", "x above 0, alpha * (e^x - 1) below.", [alpha.description])

  /// y falls towards −α for x → −∞; finite.
  let alpha: Double

  /// With the limit below; 1 as in the paper.
  package init(alpha: Double = 1) { self.alpha = alpha }

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    alpha = try arguments[Self.alpha]
  }

  package func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let zero = graph.scalar(0, like: x)
    let isPositive = try graph.apply(Comparison(.greater), to: x, zero)
    // The exponential sees no positive x: ∞ · 0 would make the unused branch's gradient NaN.
    let below = try graph.apply(Where(), to: isPositive, zero, x)
    let curve = try graph.plus(-1, graph.apply(Exponential(), to: below))
    return try graph.apply(Where(), to: isPositive, x, graph.times(alpha, curve))
  }
}
