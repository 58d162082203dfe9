import Catalog
import Engine

/// Normally distributed, with what lies beyond two standard deviations drawn again.
package struct TruncatedNormal: Initializer, CatalogueEntry {
  static let mean = Parameter<Double>("mean", "Centre.", default: 0) { $0.isFinite }
  static let deviation = Parameter<Double>(
    "stddev", "Standard deviation before the cut.", default: 0.05, rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }
  package static let signature = Signature.initializer(
    "truncated_normal", "Normally distributed numbers, cut at two standard deviations.",
    [mean.description, deviation.description])

  let mean: Double
  /// Before the cut; afterwards 0.8796 of it is left.
  let deviation: Double

  /// With this centre, and the standard deviation before the cut.
  package init(mean: Double = 0, deviation: Double = 0.05) {
    self.mean = mean
    self.deviation = deviation
  }

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(mean: try arguments[Self.mean], deviation: try arguments[Self.deviation])
  }

  package func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let count = UInt64(type.shape.count)
    return tensor(type) { index in
      // The k-th attempt of an element has a counter of its own, so that elements stay independent.
      var counter = index
      var number = stream.normal(at: counter)
      while abs(number) > 2 {
        counter += count
        number = stream.normal(at: counter)
      }
      return mean + deviation * number
    }
  }
}

/// The standard deviation that a unit normal keeps after the cut at ±2.
let truncatedDeviation = 0.87962566103423978
