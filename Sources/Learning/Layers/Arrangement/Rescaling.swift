import Catalog
import Engine

/// y = x · scale + offset.
public struct Rescaling: Layer {
  static let scale = Parameter<Double>("scale", "The factor.") { $0.isFinite }
  static let offset = Parameter<Double>("offset", "What is added.", default: 0) { $0.isFinite }

  public static let signature = Signature(
    "rescaling", .layer, "Multiplies by a number and adds one.",
    example: "model 4 { rescaling 0.5, offset=-1; dense 1 }",
    [scale.description, offset.description])

  public let scale: Double
  public let offset: Double

  public init(scale: Double, offset: Double = 0) {
    self.scale = scale
    self.offset = offset
  }

  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(scale: try arguments[Self.scale], offset: try arguments[Self.offset])
  }

  public var activation: ActivationChoice? { nil }
  public var reach: SequenceReach { .position }
  public var passesMask: Bool { true }

  public func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let scaled = try builder.graph.times(scale, input)
    return offset == 0 ? scaled : try builder.graph.plus(offset, scaled)
  }
}
