import Catalog
import Engine

/// Every element is 1.
package struct Ones: Initializer, CatalogueEntry, WithoutParameters {
  package static let signature = Signature.initializer("ones", "Every element is 1.")

  package init() {}

  package var draws: Bool { false }

  package var isCertain: Bool { true }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    tensor(type) { _ in 1 }
  }
}
