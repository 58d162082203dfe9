import Catalog
import Engine

/// Every element is 1.
public struct Ones: Initializer, CatalogueEntry {
  public static let signature = Signature.initializer("ones", "Every element is 1.")

  public init() {}
  public init(_ arguments: BoundArguments) throws(ArgumentError) {}

  public var draws: Bool { false }

  public func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    tensor(type) { _ in 1 }
  }
}
