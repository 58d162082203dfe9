import Catalog
import Engine

/// An activation on a line of its own: `activation relu`, or the bare word `relu`.
public struct ActivationLayer: Layer {
  static let function = EntryParameter(
    "activation", "What is applied.", .activation, expected: "an activation", default: "linear")

  public static let signature = Signature(
    "activation", .layer, "Applies an activation.",
    example: "model 4 { dense 3; activation tanh }", [function.description])

  public let function: ActivationChoice

  public init(_ function: ActivationChoice) { self.function = function }

  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    function = try arguments.activation(Self.function)
  }

  public var activation: ActivationChoice? { function }

  public var passesMask: Bool { true }

  public var reach: SequenceReach { function.reach }

  public func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try function.apply(input, in: builder.graph)
  }
}
