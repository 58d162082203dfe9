import Catalog
import Engine

/// Every element is one given number.
public struct ConstantInitializer: Initializer, CatalogueEntry {
  static let value = Parameter<Double>("value", "The number.", default: 0)
  public static let signature = Signature.initializer(
    "constant", "Every element is the given number.", [value.description])

  public let value: Double

  public init(_ value: Double) { self.value = value }
  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    value = try arguments[Self.value]
  }

  public var draws: Bool { false }

  public func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    tensor(type) { _ in value }
  }
}
