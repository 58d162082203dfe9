import Catalog
import Engine

/// Every element is 0.
package struct Zeros: Initializer, CatalogueEntry, WithoutParameters {
  package static let signature = Signature.initializer("zeros", "Every element is 0.")

  package init() {}

  package var draws: Bool { false }

  package var isCertain: Bool { true }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    Tensor(repeating: 0, type.shape, type.dtype)
  }
}
