import Data
import Engine

/// Refuses data that a model or a loss cannot take, before the first step.
enum DataCheck {
  static func inputs(of model: Model, _ samples: Samples, data: String) throws(LearningError) {
    guard samples.count > 0 else { throw .input(.noSamples(data: data)) }
    let inputs = try samples.arranged(for: model).inputs
    for (known, input) in zip(model.vocabularies, inputs) {
      if let own = input.vocabulary, !own.agrees(with: known) {
        throw .input(.vocabulary(model: model.name, data: data, known: known, found: own))
      }
    }
    for input in inputs where input.rows.dtype.isFloat {
      if let row = input.rows.firstRowNotFinite {
        throw .input(.notFinite(part: model.inputs.count == 1 ? "inputs" : input.name, row: row))
      }
    }
    try indices(of: model, samples)
    if let row = samples.targets?.firstRowNotFinite {
      throw .input(.notFinite(part: "targets", row: row))
    }
  }

  /// Numbers that no loss can use, in samples of any shape.
  static func values(of samples: Samples, data: String) throws(LearningError) {
    guard samples.count > 0 else { throw .input(.noSamples(data: data)) }
    for input in samples.inputs where input.rows.dtype.isFloat {
      if let row = input.rows.firstRowNotFinite {
        throw .input(.notFinite(part: samples.inputs.count == 1 ? "inputs" : input.name, row: row))
      }
    }
    if let row = samples.targets?.firstRowNotFinite {
      throw .input(.notFinite(part: "targets", row: row))
    }
  }

  /// Refuses numbers that an embedding of the model has no row for.
  static func indices(of model: Model, _ samples: Samples) throws(LearningError) {
    guard !model.indexLimits.isEmpty else { return }
    let arranged = try samples.arranged(for: model)
    for (input, given) in zip(model.inputs, arranged.inputs) {
      for limit in model.indexLimits where limit.input == input.name {
        try limit.check(given.rows)
      }
    }
  }

  static func targets(
    of model: Model, _ targets: SampleRows, loss: LossChoice
  ) throws(LearningError) {
    guard let expectation = loss.expectation else { return }
    let (output, shape) = (model.outputShape, targets.shape)
    let outer = Shape(Array(output.extents.dropLast()))
    let misfit = LearningError.loss(
      .targetShape(
        model: model.name, layer: model.outputLabel, output: output, targets: shape,
        loss: loss.text,
        takes: expectation.targets))
    if expectation.targets == .others { return }
    if expectation.targets == .labelSequences {
      guard output.rank == 2, shape.rank == 1 else { throw misfit }
    } else if expectation.targets != .classNumbers {
      let addsAxis = output.extents.last == 1 && shape == outer
      let dropsAxis = shape.extents == output.extents + [1]
      guard shape == output || addsAxis || dropsAxis else { throw misfit }
      return
    }
    guard
      expectation.targets == .labelSequences
        || output.rank > 0 && (shape == outer || shape.extents == outer.extents + [1])
    else { throw misfit }
    let classes = output.extents.last ?? 1
    let isForeign = { (value: Double) in
      guard let number = Int(exactly: value) else { return true }
      return number != expectation.ignoredClass && !(0..<classes).contains(number)
    }
    if let row = targets.firstRow(where: isForeign) {
      let values = (0..<max(shape.count, 1)).map { targets.number(row, $0) }
      throw .loss(
        .classNumber(
          row: row, value: values.first(where: isForeign) ?? .nan, classes: classes,
          layer: model.outputLabel, loss: loss.text))
    }
  }
}

extension DataCheck {
  /// Refuses a loss that would read the number of what is not asked for, -1, as a class.
  static func ignoredClass(
    of samples: Samples, data: String, loss: LossChoice
  ) throws(LearningError) {
    guard let ignored = samples.ignoredClass, ignored < 0, let expectation = loss.expectation,
      expectation.ignoredClass != ignored
    else { return }
    throw .loss(.ignoredClass(ignored, data: data, loss: loss.text))
  }
}

extension Samples {
  /// The targets, which a training with a loss of targets needs.
  func labels(data: String) throws(LearningError) -> SampleRows {
    guard let targets else { throw .loss(.noTargets(data: data)) }
    return targets
  }
}

extension Model {
  /// Samples with exactly the model's inputs, in its order, type and names, that it can be asked about: whatever would
  /// make an answer fail is refused here.
  package func checked(_ samples: Samples) throws(LearningError) -> Samples {
    var arranged = try samples.arranged(for: self)
    arranged.inputs = zip(inputs, arranged.inputs).map { input, given in
      Samples.Input(input.name, given.rows.cast(to: dtype))
    }
    arranged.targets = nil
    // What is beyond the type is infinite in it.
    try DataCheck.inputs(of: self, arranged, data: name)
    return arranged
  }
}
