import Catalog
import Engine

/// y = x / (1 + |x|).
struct Softsign: Activation, WithoutParameters {
  static let signature = Signature.activation("softsign", "x / (1 + |x|), between -1 and 1.")

  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let size = try graph.plus(1, graph.apply(Absolute(), to: x))
    return try graph.apply(Divide(), to: x, size)
  }
}
