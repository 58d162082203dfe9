import Catalog
import Engine

/// y = x·Φ(x) with the normal distribution Φ; `approximate` uses the tanh form.
///
/// At 1: 0.841345 exactly, 0.841192 approximately. Hendrycks and Gimpel 2016.
package struct Gelu: Activation {
  static let approximate = Parameter<Bool>(
    "approximate", "Use the tanh approximation.", default: false)

  package static let signature = Signature.activation(
    "gelu", "x times the normal distribution function of x.", [approximate.description])

  let isApproximate: Bool

  /// Φ itself, or its tanh form.
  package init(approximate: Bool = false) { isApproximate = approximate }

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    isApproximate = try arguments[Self.approximate]
  }

  package func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    guard isApproximate else { return try graph.apply(GaussianLinearUnit(), to: x) }
    let share = try graph.plus(1, tanhForm(x, graph))
    return try graph.apply(Multiply(), to: graph.times(0.5, x), share)
  }

  /// tanh(√(2/π)·(x + 0.044715·x³)).
  private func tanhForm(_ x: Graph.Node, _ graph: Graph) throws(ShapeError) -> Graph.Node {
    let cubic = try graph.apply(Multiply(), to: graph.square(x), x)
    let sum = try graph.apply(Add(), to: x, graph.times(0.044715, cubic))
    let scaled = try graph.times((2 / Double.pi).squareRoot(), sum)
    return try graph.apply(HyperbolicTangent(), to: scaled)
  }
}
