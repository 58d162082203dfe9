import Catalog
import Engine

/// y = x.
public struct Linear: Activation {
  public static let signature = Signature.activation("linear", "x itself: no activation.")

  public init() {}
  public init(_ arguments: BoundArguments) throws(ArgumentError) {}

  public func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    x
  }
}
