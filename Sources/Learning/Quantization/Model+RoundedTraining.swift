import Data
import Engine

extension Model {
  /// The same model, to be trained with the rounding of a later quantization; it shares nothing with this one.
  ///
  /// Inputs of products keep the ranges that `samples` give now. Refuses what `quantized` refuses.
  package func roundedForTraining(
    _ width: QuantizedKernel.Width, _ method: CalibrationMethod = .minmax,
    calibrating samples: Samples, named name: String? = nil, threads: Int = 1
  ) throws(LearningError) -> Model {
    let copy = copy(named: name)
    let products = try copy.quantizableProducts(width).possible
    let weights = Set(products.map { ObjectIdentifier($0.weight) })
    let ranges =
      width == .eight && samples.count > 0
      ? try Calibration(copy, samples, threads: threads).ranges(of: weights, method) : [:]
    copy.round(weights, width, ranges)
    return copy
  }

  private func round(
    _ weights: Set<ObjectIdentifier>, _ width: QuantizedKernel.Width,
    _ ranges: [ObjectIdentifier: ByteRange]
  ) {
    for (path, variable) in ownVariables where weights.contains(ObjectIdentifier(variable)) {
      rounding[path] = RoundedTraining(width: width, range: ranges[ObjectIdentifier(variable)])
    }
    for (_, model) in elements.sharedModels { model.round(weights, width, ranges) }
  }
}
