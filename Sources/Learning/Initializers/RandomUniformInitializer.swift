import Catalog
import Engine

/// Evenly distributed in [minval, maxval), ±0.05 unless written.
struct RandomUniformInitializer: Initializer, CatalogueEntry {
  static let low = Parameter<Double>("minval", "Lower end.", default: -0.05) { $0.isFinite }
  static let high = Parameter<Double>("maxval", "Upper end.", default: 0.05) { $0.isFinite }
  static let signature = Signature.initializer(
    "random_uniform", "Evenly distributed numbers.", [low.description, high.description])

  let low: Double
  let high: Double

  init(low: Double = -0.05, high: Double = 0.05) {
    self.low = low
    self.high = high
  }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(low: try arguments[Self.low], high: try arguments[Self.high])
  }

  var isCertain: Bool { true }

  func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    stream.fullUniformTensor(type, low: low, high: high)
  }
}
