import Catalog
import Engine

/// y = x · scale + offset.
struct Rescaling: Layer {
  static let magnitude = LayerMagnitude.own
  static let scale = Parameter<Double>("scale", "The factor.") { $0.isFinite }
  static let offset = Parameter<Double>("offset", "What is added.", default: 0) { $0.isFinite }

  static let signature = Signature(
    "rescaling", .layer, "Multiplies by a number and adds one.",
    example: "model 4 { rescaling 0.5, offset=-1; dense 1 }",
    [scale.description, offset.description])

  let scale: Double
  let offset: Double

  init(scale: Double, offset: Double = 0) {
    self.scale = scale
    self.offset = offset
  }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(scale: try arguments[Self.scale], offset: try arguments[Self.offset])
  }

  var activation: ActivationChoice? { nil }
  var reach: SequenceReach { .position }
  var passesMask: Bool { true }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let scaled = try builder.graph.times(scale, input)
    return offset == 0 ? scaled : try builder.graph.plus(offset, scaled)
  }
}
