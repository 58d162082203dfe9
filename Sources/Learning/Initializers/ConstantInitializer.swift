import Catalog
import Engine

/// Every element is one given number.
package struct ConstantInitializer: Initializer, CatalogueEntry {
  static let value = Parameter<Double>("value", "The number.", default: 0)
  package static let signature = Signature.initializer(
    "constant", "Every element is the given number.", [value.description])

  let value: Double

  /// The number that every element gets.
  package init(_ value: Double) { self.value = value }
  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    value = try arguments[Self.value]
  }

  package var draws: Bool { false }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    tensor(type) { _ in value }
  }
}
