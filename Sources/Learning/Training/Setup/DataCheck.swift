import Engine

/// Refuses data that a model or a loss cannot take, before the first step.
enum DataCheck {
  static func inputs(of model: Model, _ samples: Samples, data: String) throws(LearningError) {
    guard model.inputs.count == 1 else {
      throw .severalInputs(model: model.name, names: model.inputs.map(\.name))
    }
    guard samples.count > 0 else { throw .noSamples(data: data) }
    guard samples.x.shape.sample == model.inputs[0].shape else {
      throw .dataShape(
        model: model.name, expected: model.inputs[0].shape, found: samples.x.shape.sample)
    }
    if let row = firstNonFiniteRow(samples.x) { throw .notFinite(part: "inputs", row: row) }
    if let row = firstNonFiniteRow(samples.y) { throw .notFinite(part: "targets", row: row) }
  }

  static func targets(
    of model: Model, _ targets: Tensor, loss: LossChoice
  ) throws(LearningError) {
    guard let expectation = loss.expectation else { return }
    let (output, shape) = (model.outputShape, targets.shape.sample)
    let outer = Shape(Array(output.extents.dropLast()))
    let misfit = LearningError.targetShape(
      model: model.name, layer: model.outputLabel, output: output, targets: shape, loss: loss.text)
    guard expectation.targets == .classNumbers else {
      let addsAxis = output.extents.last == 1 && shape == outer
      let dropsAxis = shape.extents == output.extents + [1]
      guard shape == output || addsAxis || dropsAxis else { throw misfit }
      return
    }
    guard output.rank > 0, shape == outer || shape.extents == outer.extents + [1] else {
      throw misfit
    }
    let classes = output.extents.last ?? 1
    let perSample = max(shape.count, 1)
    for (index, value) in targets.doubles.enumerated() {
      guard let number = Int(exactly: value), (0..<classes).contains(number) else {
        throw .classNumber(
          row: index / perSample, value: value, classes: classes, layer: model.outputLabel,
          loss: loss.text)
      }
    }
  }

  private static func firstNonFiniteRow(_ tensor: Tensor) -> Int? {
    guard tensor.dtype.isFloat, tensor.count > 0 else { return nil }
    let position: Int? = tensor.withBytes { bytes in
      switch tensor.dtype {
      case .float32: bytes.bindMemory(to: Float.self).firstIndex { !$0.isFinite }
      case .float64: bytes.bindMemory(to: Double.self).firstIndex { !$0.isFinite }
      case .int32: nil
      }
    }
    return position.map { $0 / (tensor.count / tensor.shape[0]) }
  }
}
