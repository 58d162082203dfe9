import Catalog
import Engine

/// Truncated normal with standard deviation √(2 / (in + out)) after the cut. Glorot and Bengio 2010.
package struct GlorotNormal: Initializer, CatalogueEntry, WithoutParameters {
  package static let signature = Signature.initializer(
    "glorot_normal", "Truncated normal, standard deviation sqrt(2 / (in + out)).")

  package init() {}

  package var isCertain: Bool { true }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let fans = Fans(type.shape)
    let deviation = (2 / (fans.incoming + fans.outgoing)).squareRoot() / truncatedDeviation
    return try TruncatedNormal(deviation: deviation).values(type, from: stream)
  }
}
