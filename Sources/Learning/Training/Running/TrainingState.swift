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
  /// For each weight one variable per slot of the optimizer; none where it is not trained.
  let slots: [[Variable]]
  /// The run's weight for each of the model's.
  let replacing: [ObjectIdentifier: Variable]

  init(_ model: Model, _ optimizer: any Optimizer, frozen: Set<ObjectIdentifier> = []) {
    let parameters = model.parameters
    weights = parameters.map {
      Variable($0.path, $0.variable.value, isTrainable: $0.variable.isTrainable)
    }
    isTrained = parameters.map {
      $0.variable.isTrainable && !frozen.contains(ObjectIdentifier($0.variable))
    }
    slots = zip(parameters, isTrained).map { parameter, isTrained in
      guard isTrained else { return [] }
      return optimizer.slots.map { slot in
        Variable("\(parameter.path).\(slot)", zeros(parameter.variable.type))
      }
    }
    replacing = Dictionary(
      zip(parameters.map { ObjectIdentifier($0.variable) }, weights)
    ) { first, _ in first }
  }

  var values: [Tensor] { weights.map(\.value) }

  func restore(weights values: [Tensor]) {
    for (variable, value) in zip(weights, values) { variable.set(value) }
  }
}

func zeros(_ type: TensorType) -> Tensor {
  Tensor(type) { bytes in bytes.initializeMemory(as: UInt8.self, repeating: 0) }
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
