import Data
import Engine

extension Samples {
  /// The samples with exactly the model's inputs, in its order.
  ///
  /// Several inputs are found by name; a single one takes a single one of any name.
  func arranged(for model: Model) throws(LearningError) -> Samples {
    var result = self
    if model.inputs.count > 1 || inputs.count > 1 {
      result.inputs = []
      for wanted in model.inputs {
        guard let input = inputs.first(where: { $0.name == wanted.name }) else {
          throw .input(
            .inputNames(
              model: model.name, expected: model.inputs.map(\.name), found: inputs.map(\.name)))
        }
        result.inputs.append(input)
      }
    }
    for (wanted, input) in zip(model.inputs, result.inputs) where input.rows.shape != wanted.shape {
      throw model.inputs.count == 1
        ? .input(.dataShape(model: model.name, expected: wanted.shape, found: input.rows.shape))
        : .input(
          .otherShape(
            model: model.name, input: wanted.name, expected: wanted.shape, found: input.rows.shape))
    }
    return result
  }

  /// Inputs in the model's order and type; targets as whole numbers or in the model's type, as the
  /// loss asks. Token numbers stay whole.
  func converted(for model: Model, _ loss: LossChoice) throws(LearningError) -> Samples {
    var result = try arranged(for: model)
    result = result.mappingInputs { $0.dtype.isFloat ? $0.cast(to: model.dtype) : $0 }
    guard let targets else { return result }
    switch loss.expectation?.targets {
    case .classNumbers, .labelSequences: result.targets = targets.cast(to: .int32)
    case .some: result.targets = targets.cast(to: model.dtype)
    case .none where targets.dtype.isFloat: result.targets = targets.cast(to: model.dtype)
    case .none: break
    }
    return result
  }
}
