import Catalog
import Engine
import Learning

extension VerbCall {
  /// What a model works on: a data set, a tensor, a list of as many tensors as the model has
  /// inputs, or one tensor for each input by name.
  func samples(for model: Model) throws -> Samples {
    try checkInputNames(of: model)
    let named = model.inputs.map(\.name).filter { arguments[$0] != nil }
    if named.isEmpty {
      switch value("x") {
      case .dataset(let dataset)?: return dataset.train
      case .list(let items)?: return try model.samples(of: items.map { try tensor($0, "x") })
      default: return try model.samples(of: [try tensor(value("x"), "x")])
      }
    }
    guard named.count == model.inputs.count else {
      throw LearningError.severalInputs(model: model.name, names: model.inputs.map(\.name))
    }
    return try model.samples(of: try named.map { try tensor(value($0), $0) })
  }

  /// Names that are neither of the verb nor of the model's inputs.
  func checkInputNames(of model: Model) throws(ArgumentError) {
    let known = signature.parameters.map(\.name) + model.inputs.map(\.name)
    for (name, _, _) in arguments.named where !known.contains(name) {
      throw .unknownName(name, of: signature.name, known: known)
    }
  }

  private func tensor(_ value: Value?, _ name: String) throws -> Tensor {
    guard case .tensor(let tensor)? = value else {
      let isInput = signature.parameter(named: name) == nil
      throw wrongType(
        name, isInput ? "a tensor" : "a tensor, a data set, or a list with a tensor for each input")
    }
    guard let known = tensor.known else { throw ValueProblem.conditionTraced }
    return known
  }
}
