import Catalog
import Engine

/// Evenly distributed in ±√(6 / (in + out)). Glorot and Bengio 2010.
package struct GlorotUniform: Initializer, CatalogueEntry, WithoutParameters {
  package static let signature = Signature.initializer(
    "glorot_uniform", "Evenly distributed in ±sqrt(6 / (in + out)).")

  package init() {}

  package var isCertain: Bool { true }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let fans = Fans(type.shape)
    let limit = (6 / (fans.incoming + fans.outgoing)).squareRoot()
    return try RandomUniformInitializer(low: -limit, high: limit).values(type, from: stream)
  }
}
