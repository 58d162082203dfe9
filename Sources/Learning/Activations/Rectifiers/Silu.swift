import Catalog
import Engine

/// y = x · sigmoid(x). Elfwing et al. 2017.
public struct Silu: Activation {
  public static let signature = Signature.activation("silu", "x * sigmoid(x), also called swish.")

  public init() {}
  public init(_ arguments: BoundArguments) throws(ArgumentError) {}

  public func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Multiply(), to: x, graph.apply(Sigmoid(), to: x))
  }
}
