import Catalog
import Engine

/// y = x.
package struct Linear: Activation, WithoutParameters {
  package static let signature = Signature.activation("linear", "x itself: no activation.")
  package static let output = ActivationOutput.linear

  package init() {}

  package func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    x
  }
}
