import Catalog
import Engine

/// Evenly distributed in ±1/√in: PyTorch's start of dense, convolution and recurrent layers.
///
/// No word of the language: under `set compat=pytorch` layers take it where nothing is written.
public struct FanInUniform: Initializer {
  public static let signature = Signature.initializer(
    "fan_in_uniform", "Evenly distributed in ±1/sqrt(in).")

  /// How many inputs reach one output; the shape tells where `nil`, which a bias cannot.
  public let incoming: Int?

  public init(_ incoming: Int? = nil) { self.incoming = incoming }

  public init(_ arguments: BoundArguments) throws(ArgumentError) { self.init() }

  public func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let limit = 1 / (incoming.map { Double($0) } ?? Fans(type.shape).incoming).squareRoot()
    return try RandomUniformInitializer(low: -limit, high: limit).values(type, from: stream)
  }
}
