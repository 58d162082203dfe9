import Catalog
import Engine

/// Evenly distributed in ±√(6 / in). He et al. 2015.
public struct HeUniform: Initializer, CatalogueEntry {
  public static let signature = Signature.initializer(
    "he_uniform", "Evenly distributed in ±sqrt(6 / in).")

  public init() {}
  public init(_ arguments: BoundArguments) throws(ArgumentError) {}

  public func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let fans = Fans(type.shape)
    let limit = (6 / fans.incoming).squareRoot()
    return try RandomUniformInitializer(low: -limit, high: limit).values(type, from: stream)
  }
}
