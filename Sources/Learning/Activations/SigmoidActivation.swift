import Catalog
import Engine

/// y = 1 / (1 + e⁻ˣ), without overflow for any x.
public struct SigmoidActivation: Activation {
  public static let signature = Signature.activation("sigmoid", "1 / (1 + e^-x), between 0 and 1.")

  public init() {}
  public init(_ arguments: BoundArguments) throws(ArgumentError) {}

  public func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    try graph.apply(Sigmoid(), to: x)
  }
}
