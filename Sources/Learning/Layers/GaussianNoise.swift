import Catalog
import Engine

/// Adds normal noise of mean 0 in training; new numbers for each step.
struct GaussianNoise: Layer {
  static let deviation = Parameter<Double>(
    "stddev", "Standard deviation of the noise.", rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }

  static let signature = Signature(
    "gaussian_noise", .layer, "Adds normal noise in training.",
    example: "model 4 { gaussian_noise 0.1; dense 1 }", [deviation.description])

  let deviation: Double

  init(deviation: Double) { self.deviation = deviation }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    deviation = try arguments[Self.deviation]
  }

  var activation: ActivationChoice? { nil }
  var reach: SequenceReach { .position }
  var passesMask: Bool { true }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    guard builder.drawsMasks, deviation > 0 else { return input }
    let noise = RandomNormal(
      input.shape, input.dtype, stream: builder.stream(.noise, for: input.shape),
      deviation: deviation)
    return try builder.graph.apply(Add(), to: input, builder.graph.apply(noise))
  }
}
