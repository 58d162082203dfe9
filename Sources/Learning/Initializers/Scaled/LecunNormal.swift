import Catalog
import Engine

/// Truncated normal with standard deviation √(1 / in) after the cut. LeCun et al. 1998.
package struct LecunNormal: Initializer, CatalogueEntry, WithoutParameters {
  package static let signature = Signature.initializer(
    "lecun_normal", "Truncated normal, standard deviation sqrt(1 / in).")

  package init() {}

  package var isCertain: Bool { true }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let fans = Fans(type.shape)
    let deviation = (1 / fans.incoming).squareRoot() / truncatedDeviation
    return try TruncatedNormal(deviation: deviation).values(type, from: stream)
  }
}
