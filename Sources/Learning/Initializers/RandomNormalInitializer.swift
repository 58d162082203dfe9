import Catalog
import Engine

/// Normally distributed: mean 0, standard deviation 0.05 unless written.
public struct RandomNormalInitializer: Initializer, CatalogueEntry {
  static let mean = Parameter<Double>("mean", "Centre.", default: 0) { $0.isFinite }
  static let deviation = Parameter<Double>(
    "stddev", "Standard deviation.", default: 0.05, rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }
  public static let signature = Signature.initializer(
    "random_normal", "Normally distributed numbers.", [mean.description, deviation.description])

  public let mean: Double
  public let deviation: Double

  public init(mean: Double = 0, deviation: Double = 0.05) {
    self.mean = mean
    self.deviation = deviation
  }

  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(mean: try arguments[Self.mean], deviation: try arguments[Self.deviation])
  }

  public func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    tensor(type) { mean + deviation * stream.normal(at: $0) }
  }
}
