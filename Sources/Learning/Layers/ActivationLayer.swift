import Catalog
import Engine

/// An activation on a line of its own: `activation relu`, or the bare word `relu`.
struct ActivationLayer: Layer {
  static let function = Parameter<ActivationChoice>.activation(
    "activation", "What is applied.", usual: { Linear() })

  static let signature = Signature(
    "activation", .layer, "Applies an activation.",
    example: "model 4 { dense 3; activation tanh }", [function.description])

  let function: ActivationChoice

  init(_ function: ActivationChoice) { self.function = function }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    function = try arguments[Self.function]
  }

  var activation: ActivationChoice? { function }

  var passesMask: Bool { true }

  var reach: SequenceReach { function.reach }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    try function.apply(input, in: builder.graph)
  }
}
