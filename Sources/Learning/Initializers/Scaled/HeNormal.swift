import Catalog
import Engine

/// Truncated normal with standard deviation √(2 / in) after the cut. He et al. 2015.
package struct HeNormal: Initializer, CatalogueEntry, WithoutParameters {
  package static let signature = Signature.initializer(
    "he_normal", "Truncated normal, standard deviation sqrt(2 / in).")

  package init() {}

  package var isCertain: Bool { true }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let fans = Fans(type.shape)
    let deviation = (2 / fans.incoming).squareRoot() / truncatedDeviation
    return try TruncatedNormal(deviation: deviation).values(type, from: stream)
  }
}
