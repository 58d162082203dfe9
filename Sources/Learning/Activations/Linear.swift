import Catalog
import Engine

/// y = x.
package struct Linear: Activation {
  package static let signature = Signature.activation("linear", "x itself: no activation.")

  package init() {}
  package init(_ arguments: BoundArguments) throws(ArgumentError) {}

  package func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    x
  }
}
