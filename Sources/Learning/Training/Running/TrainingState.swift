import Engine

/// The memory that a run changes: its own copy of the weights, and the optimizer's moments.
///
/// The model keeps its weights until the run hands results back, so a reader on another thread
/// never sees a half-updated one.
final class TrainingState {
  /// In the order of `model.parameters`.
  let weights: [Variable]
  /// Which of them follow their gradient; the others are state or frozen.
  let isTrained: [Bool]
  /// For each weight one variable for each of the optimizer's `stateNames`; none where it is not
  /// trained.
  let slots: [[Variable]]
  /// What is evaluated and handed back: the weights, or their averages where they are kept.
  let evaluated: [Variable]
  /// The run's weight for each of the model's.
  let replacing: [ObjectIdentifier: Variable]
  /// The same for what is evaluated.
  let evaluatedReplacing: [ObjectIdentifier: Variable]

  init(_ model: Model, _ optimizer: any Optimizer, frozen: Set<ObjectIdentifier> = []) {
    let parameters = model.parameters
    let weights = parameters.map {
      Variable($0.path, $0.variable.value, isTrainable: $0.variable.isTrainable)
    }
    isTrained = parameters.map {
      $0.variable.isTrainable && !frozen.contains(ObjectIdentifier($0.variable))
    }
    let slots = zip(parameters, isTrained).map { parameter, isTrained in
      guard isTrained else { return [Variable]() }
      return optimizer.stateNames.map { name in
        Variable(
          "\(parameter.path).\(name)",
          optimizer.initialState(name, of: parameter.variable.value))
      }
    }
    let average = optimizer.stateNames.firstIndex(of: OptimizerSlot.average)
    evaluated = weights.indices.map { index in
      guard let average, !slots[index].isEmpty else { return weights[index] }
      return slots[index][average]
    }
    let keys = parameters.map { ObjectIdentifier($0.variable) }
    replacing = Dictionary(zip(keys, weights)) { first, _ in first }
    evaluatedReplacing = Dictionary(zip(keys, evaluated)) { first, _ in first }
    self.weights = weights
    self.slots = slots
  }

  var values: [Tensor] { weights.map(\.value) }
  var evaluatedValues: [Tensor] { evaluated.map(\.value) }

  func restore(weights values: [Tensor]) {
    for (variable, value) in zip(weights, values) { variable.set(value) }
  }
}

extension Tensor {
  var isFinite: Bool {
    withBytes { bytes in
      switch dtype {
      case .float32: bytes.bindMemory(to: Float.self).allSatisfy(\.isFinite)
      case .float64: bytes.bindMemory(to: Double.self).allSatisfy(\.isFinite)
      case .int32: true
      }
    }
  }
}
