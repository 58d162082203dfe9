import Catalog
import Engine

/// Normally distributed: mean 0, standard deviation 0.05 unless written.
package struct RandomNormalInitializer: Initializer, CatalogueEntry {
  static let mean = Parameter<Double>("mean", "Centre.", default: 0) { $0.isFinite }
  static let deviation = Parameter<Double>(
    "stddev", "Standard deviation.", default: 0.05, rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }
  package static let signature = Signature.initializer(
    "random_normal", "Normally distributed numbers.", [mean.description, deviation.description])

  let mean: Double
  let deviation: Double

  /// With this centre and standard deviation, 0 or more; the defaults are Keras's.
  package init(mean: Double = 0, deviation: Double = 0.05) {
    self.mean = mean
    self.deviation = deviation
  }

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(mean: try arguments[Self.mean], deviation: try arguments[Self.deviation])
  }

  package var isCertain: Bool { true }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    stream.normalTensor(type.shape, type.dtype, mean: mean, deviation: deviation)
  }
}
