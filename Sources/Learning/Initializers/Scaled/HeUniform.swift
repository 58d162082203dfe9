import Catalog
import Engine

/// Evenly distributed in ±√(6 / in). He et al. 2015.
package struct HeUniform: Initializer, CatalogueEntry, WithoutParameters {
  package static let signature = Signature.initializer(
    "he_uniform", "Evenly distributed in ±sqrt(6 / in).")

  package init() {}

  package var isCertain: Bool { true }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let fans = Fans(type.shape)
    let limit = (6 / fans.incoming).squareRoot()
    return try RandomUniformInitializer(low: -limit, high: limit).values(type, from: stream)
  }
}
