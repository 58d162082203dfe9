import Catalog
import Engine

/// Adds normal noise of mean 0 in training; new numbers for each step.
public struct GaussianNoise: Layer {
  static let deviation = Parameter<Double>(
    "stddev", "Standard deviation of the noise.", rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }

  public static let signature = Signature(
    "gaussian_noise", .layer, "Adds normal noise in training.",
    example: "model 4 { gaussian_noise 0.1; dense 1 }", [deviation.description])

  public let deviation: Double

  public init(deviation: Double) { self.deviation = deviation }

  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    deviation = try arguments[Self.deviation]
  }

  public var activation: ActivationChoice? { nil }
  public var reach: SequenceReach { .position }
  public var passesMask: Bool { true }

  public func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    guard builder.drawsMasks, deviation > 0 else { return input }
    let noise = RandomNormal(
      input.shape, input.dtype, stream: builder.stream(.noise), deviation: deviation)
    return try builder.graph.apply(Add(), to: input, builder.graph.apply(noise))
  }
}
