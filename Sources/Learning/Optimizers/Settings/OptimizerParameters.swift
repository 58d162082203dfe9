import Catalog
import Engine

extension Parameter where Output == Double {
  /// The memory of a running mean.
  static func beta(
    _ name: String, _ summary: String, _ fallback: Double, pytorch: Double? = nil
  ) -> Parameter<Double> {
    Parameter(
      name, summary, default: fallback, pytorch: pytorch, rule: "at least 0 and below 1"
    ) {
      $0 >= 0 && $0 < 1
    }
  }

  static func divisorEpsilon(_ fallback: Double = 1e-7, pytorch: Double = 1e-8) -> Parameter<Double>
  {
    Parameter(
      "epsilon", "Added to the divisor.", default: fallback, pytorch: pytorch, rule: "0 or more"
    ) { $0 >= 0 && $0.isFinite }
  }

  static let optimizerMomentum = Parameter(
    "momentum", "Share of the last step that is kept.", default: 0, rule: "at least 0 and below 1"
  ) { $0 >= 0 && $0 < 1 }
}

/// base^exponent by repeated squaring, in Double: 1 − β in Float loses digits that matter.
func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, factor, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}

extension Graph {
  /// √(x + ε), or √x + ε where it is `added` to the root.
  func root(of x: Node, epsilon: Double, added: Bool) throws(ShapeError) -> Node {
    added
      ? try plus(epsilon, apply(SquareRoot(), to: x))
      : try apply(SquareRoot(), to: plus(epsilon, x))
  }

  /// Writes values into variables; all values are computed from what the variables hold before.
  func assign(_ pairs: [(variable: Node, value: Node)]) throws(ShapeError) -> [Node] {
    var nodes: [Node] = []
    for (variable, value) in pairs {
      nodes.append(try apply(Assign(), to: variable, value))
    }
    return nodes
  }
}
