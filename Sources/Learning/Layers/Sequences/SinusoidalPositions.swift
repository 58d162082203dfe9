import Catalog
import Engine
import Glibc

/// Adds fixed waves that tell the places of a sequence apart.
///
/// Feature 2i of place t gets sin(t / wavelength^(2i/features)), feature 2i + 1 the cosine.
/// Shapes: x and y [batch × time × features]. Vaswani et al. 2017, section 3.5.
struct SinusoidalPositions: Layer {
  static let wavelength = Parameter<Double>(
    "max_wavelength", "The longest wave, over 2π.", default: 10000, rule: "above 0"
  ) { $0 > 0 && $0.isFinite }

  static let signature = Signature(
    "sinusoidal_positions", .layer, "Adds sines and cosines of each place of a sequence.",
    example: "model [8] { embedding 20, 4; sinusoidal_positions; flatten; dense 1 }",
    [wavelength.description])

  let wavelength: Double

  init(wavelength: Double = 10000) { self.wavelength = wavelength }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    wavelength = try arguments[Self.wavelength]
  }

  var activation: ActivationChoice? { nil }
  var passesMask: Bool { true }
  var reach: SequenceReach { .past }

  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let memory = builder.memory(for: input)
    let time = try memory?.length ?? sequenceLength(of: input)
    let features = input.shape[2]
    guard Shape([time, features]).count <= sequenceTableLimit else {
      throw LayerShapeError(.tableUpTo(sequenceTableLimit), found: input.shape.sample)
    }
    let waves = Sinusoids.table(time: time, features: features, wavelength: wavelength)
    var table = builder.graph.constant(Tensor(waves, [time, features], input.dtype))
    if let memory { table = try builder.graph.apply(Gather(), to: table, memory.place()) }
    return try builder.graph.apply(Add(), to: input, table)
  }
}

/// Waves that tell the places of a sequence apart.
package enum Sinusoids {
  /// The waves of each place and feature, row after row: [time × features].
  package static func table(time: Int, features: Int, wavelength: Double) -> [Double] {
    var waves: [Double] = []
    waves.reserveCapacity(time * features)
    for place in 0..<time {
      for feature in 0..<features {
        let exponent = Double(feature / 2 * 2) / Double(features)
        let angle = Double(place) / pow(wavelength, exponent)
        waves.append(feature % 2 == 0 ? sin(angle) : cos(angle))
      }
    }
    return waves
  }
}
