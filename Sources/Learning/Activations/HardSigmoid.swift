import Catalog
import Engine

/// y = min(max(x + 3, 0), 6) / 6; at 1 it is 0.666667.
public struct HardSigmoid: Activation {
  public static let signature = Signature.activation("hard_sigmoid", "(x + 3) / 6, cut to 0..1.")

  public init() {}
  public init(_ arguments: BoundArguments) throws(ArgumentError) {}

  public func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let line = try graph.apply(Clip(low: 0, high: 6), to: graph.plus(3, x))
    return try graph.apply(Divide(), to: line, graph.scalar(6, like: x))
  }
}
