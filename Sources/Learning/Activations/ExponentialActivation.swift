import Catalog
import Engine

/// y = eˣ.
public struct ExponentialActivation: Activation {
  public static let signature = Signature.activation("exponential", "e^x, element by element.")

  public init() {}
  public init(_ arguments: BoundArguments) throws(ArgumentError) {}

  public func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Exponential(), to: x)
  }
}
