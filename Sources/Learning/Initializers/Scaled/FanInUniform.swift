import Catalog
import Engine

/// Evenly distributed in ±1/√in: PyTorch's start of dense, convolution and recurrent layers.
///
/// No word of the language: under `set compat=pytorch` layers take it where nothing is written.
struct FanInUniform: Initializer {
  static let signature = Signature.initializer(
    "fan_in_uniform", "Evenly distributed in ±1/sqrt(in).")

  /// How many inputs reach one output; the shape tells where `nil`, which a bias cannot.
  let incoming: Int?

  init(_ incoming: Int? = nil) { self.incoming = incoming }

  init(_ arguments: BoundArguments) throws(ArgumentError) { self.init() }

  func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let limit = 1 / (incoming.map { Double($0) } ?? Fans(type.shape).incoming).squareRoot()
    return try RandomUniformInitializer(low: -limit, high: limit).values(type, from: stream)
  }
}
