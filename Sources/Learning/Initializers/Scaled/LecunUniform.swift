import Catalog
import Engine

/// Evenly distributed in ±√(3 / in). LeCun et al. 1998.
struct LecunUniform: Initializer, CatalogueEntry, WithoutParameters {
  static let signature = Signature.initializer(
    "lecun_uniform", "Evenly distributed in ±sqrt(3 / in).")

  var isCertain: Bool { true }

  func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let fans = Fans(type.shape)
    let limit = (3 / fans.incoming).squareRoot()
    return try RandomUniformInitializer(low: -limit, high: limit).values(type, from: stream)
  }
}
