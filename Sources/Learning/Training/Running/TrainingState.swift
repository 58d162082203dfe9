import Engine

/// The memory that a run changes: its own copies of the weights, and what its optimizers keep.
///
/// The models keep their weights until the run hands results back, so a reader on another thread
/// never sees a half-updated one. All of it is only planned until it is used for the first time.
final class TrainingState {
  /// The weights that one step trains, and for each what its optimizer keeps: one variable for each
  /// of the optimizer's `stateNames`.
  struct Part {
    let weights: [Variable]
    let slots: [[Variable]]
    /// Whether what is 0 in each of the weights stays 0.
    let keepsZeros: [Bool]
  }

  /// In the order of `TrainingSetup.variables`.
  let weights: [Variable]
  /// What is evaluated and handed back: the weights, or their averages where they are kept.
  let evaluated: [Variable]
  /// In the order of the steps.
  let parts: [Part]
  /// The run's weight for each of the models'.
  private(set) var replacing: [ObjectIdentifier: Variable]
  /// The same for what is evaluated.
  let evaluatedReplacing: [ObjectIdentifier: Variable]

  init(_ setup: TrainingSetup) {
    let variables = setup.variables
    let weights = variables.map { name, variable in
      variable.later(as: name, isTrainable: variable.isTrainable)
    }
    let keys = variables.map { ObjectIdentifier($0.variable) }
    let replacing = Dictionary(zip(keys, weights)) { first, _ in first }
    parts = setup.steps.map { step in
      let changed = step.models.variables.filter { variable in
        variable.isTrainable && !setup.frozen.contains(ObjectIdentifier(variable))
          && replacing[ObjectIdentifier(variable)] != nil
      }
      let trained = changed.compactMap { replacing[ObjectIdentifier($0)] }
      let zeroKeeping = step.models.zeroKeeping
      let optimizer = step.optimizer.entry
      return Part(
        weights: trained,
        slots: trained.map { weight in
          optimizer.stateNames.map { name in
            optimizer.state(name, of: weight)
          }
        },
        keepsZeros: changed.map { zeroKeeping.contains(ObjectIdentifier($0)) })
    }
    var averages: [ObjectIdentifier: Variable] = [:]
    for (step, part) in zip(setup.steps, parts) {
      guard let place = step.optimizer.entry.stateNames.firstIndex(of: OptimizerSlot.average)
      else { continue }
      for (weight, slots) in zip(part.weights, part.slots) {
        averages[ObjectIdentifier(weight)] = slots[place]
      }
    }
    evaluated = weights.map { averages[ObjectIdentifier($0)] ?? $0 }
    evaluatedReplacing = Dictionary(zip(keys, evaluated)) { first, _ in first }
    self.replacing = replacing
    self.weights = weights
    byteCount = (weights + parts.flatMap { $0.slots.flatMap { $0 } }).reduce(0) {
      saturatingSum($0, $1.type.byteCount)
    }
  }

  var values: [Tensor] { weights.map(\.value) }
  var evaluatedValues: [Tensor] { evaluated.map(\.value) }

  /// The memory of weights and moments, in bytes.
  let byteCount: Int

  /// All that it holds: weights, then what the optimizers keep.
  var kept: [Tensor] {
    values + parts.flatMap { $0.slots.flatMap { $0.map(\.value) } }
  }

  func restore(weights values: [Tensor]) {
    for (variable, value) in zip(weights, values) { variable.set(value) }
  }

  /// Keeps weights that the run reads and never changes, so that nobody else changes them either.
  func adopt(_ model: Model) {
    for (path, variable) in model.parameters where replacing[ObjectIdentifier(variable)] == nil {
      replacing[ObjectIdentifier(variable)] = variable.later(as: path, isTrainable: false)
    }
  }

  /// The run's own memory of a weight.
  func memory(of variable: Variable) -> Variable {
    replacing[ObjectIdentifier(variable)] ?? variable
  }
}

extension [Model] {
  /// The weights of all models, each once.
  var variables: [Variable] {
    var seen: Set<ObjectIdentifier> = []
    return flatMap(\.parameters).map(\.variable).filter {
      seen.insert(ObjectIdentifier($0)).inserted
    }
  }
}

extension Variable {
  /// Other memory that takes over the value when it is first used.
  fileprivate func later(as name: String, isTrainable: Bool) -> Variable {
    Variable(name, type, isTrainable: isTrainable) { self.value }
  }
}
