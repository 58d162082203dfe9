import Engine

extension TrainingCheckpoint {
  /// Why a checkpoint does not belong to a training; data, worded by the workbench.
  package enum Misfit: Error, Sendable {
    /// Its tensors are not those of the models.
    case tensors(missing: [String], extra: [String], differing: [String])
    case samples(expected: Int, found: Int)
    case steps(expected: Int, found: Int)
    /// A run whose samples were hidden goes on with samples that are not, or the other way round.
    case privacy(wasPrivate: Bool)
    /// A run of other clients, or of none.
    case clients(expected: Int, found: Int)
    /// Counters that no run can have.
    case counters
  }

  /// Refuses a checkpoint of another model, of other data or of other steps; takes no memory.
  package func check(against setup: TrainingSetup) throws(LearningError) {
    do {
      try check(against: setup, TrainingState(setup))
    } catch {
      throw .training(.checkpoint(error))
    }
  }

  /// The same where the run's memory is planned already.
  func check(against setup: TrainingSetup, _ state: TrainingState) throws(Misfit) {
    guard curves.count == setup.steps.count, runs.count == curves.count,
      schedules.count == curves.count, means.count == curves.count, moments.count == curves.count
    else { throw .steps(expected: setup.steps.count, found: curves.count) }
    guard identity.samples == setup.training.count else {
      throw .samples(expected: identity.samples, found: setup.training.count)
    }
    let isPrivate = setup.options.privacy != nil
    let wasPrivate = spent.contains { !$0.isEmpty }
    if wasPrivate != isPrivate, batch > 0 { throw .privacy(wasPrivate: wasPrivate) }
    let clients = setup.federation?.clients.count ?? 0
    guard round?.losses.count ?? 0 == clients,
      !isPrivate || batch == 0 || spent.count == max(clients, 1)
    else { throw .clients(expected: round?.losses.count ?? 0, found: clients) }
    guard weights.count == state.weights.count,
      zip(moments, state.parts).allSatisfy({ stored, part in
        stored.map(\.count) == part.slots.map(\.count)
      })
    else { throw .tensors(missing: state.weights.map(\.name), extra: [], differing: []) }
    var differing: [String] = []
    func compare(_ variables: [Variable], _ values: [Tensor]) {
      for (variable, value) in zip(variables, values) where variable.type != value.type {
        differing.append(variable.name)
      }
    }
    compare(state.weights, weights)
    compare(state.weights, best?.weights ?? [])
    compare(state.weights, round?.start ?? [])
    for (part, stored) in zip(state.parts, moments) {
      for (slots, values) in zip(part.slots, stored) { compare(slots, values) }
    }
    guard differing.isEmpty else { throw .tensors(missing: [], extra: [], differing: differing) }
    let isPossible =
      epoch >= 1 && epoch <= identity.epochs + 1 && position >= 0
      && position <= (setup.federation == nil ? identity.samples : setup.stepsPerEpoch)
      && batch >= 0
      && runs.allSatisfy { $0 >= 0 && $0 <= Int(UInt32.max) }
      && changes.allSatisfy { $0.isPossible(before: batch) }
      && (best.map { 0..<epoch ~= $0.waited && 0..<epoch ~= $0.epoch } ?? true)
      && curves.allSatisfy { $0.count == batch } && means.allSatisfy { $0.count == 2 }
      && epochs.count == epoch - 1
      && epochs.allSatisfy { 0...epoch ~= $0.epoch && 0...batch ~= $0.step }
    guard isPossible else { throw .counters }
  }
}

extension RunChange {
  /// Whether a run can have changed this: at a step that it has done, to a value that is taken.
  fileprivate func isPossible(before batch: Int) -> Bool {
    guard step >= 0, step <= batch else { return false }
    switch name {
    case "learning_rate": return value.isFinite && value >= 0
    case "epochs", "batch_size", "early_stopping":
      let lowest = name == "batch_size" ? 1 : 0
      return Int(exactly: value).map { lowest...TrainingOptions.countLimit ~= $0 } ?? false
    default: return value.isFinite
    }
  }
}

extension TrainingSetup {
  /// Whether the weights of a checkpoint are those of the models, by their shapes.
  package func takesWeights(of checkpoint: TrainingCheckpoint) -> Bool {
    checkpoint.weights.map(\.type) == variables.map(\.variable.type)
  }

  /// Gives the models the weights of a checkpoint that fits.
  package func setWeights(of checkpoint: TrainingCheckpoint) {
    for (weight, value) in zip(variables, checkpoint.weights) { weight.variable.set(value) }
  }

  /// The same training for another number of epochs.
  package func planned(epochs: Int) -> TrainingSetup {
    var result = self
    result.options.epochs = epochs
    return result
  }

  /// The same training of copies of its models, which leaves the models themselves alone.
  package func ofCopies(
    epochs: Int, label: String, until: (@Sendable ([String: Double]) -> Bool)? = nil
  ) -> TrainingSetup {
    var result = self
    if let until { result.options.until = until }
    var copies: [ObjectIdentifier: Model] = [:]
    let copied = models.map { $0.copy(&copies) }
    let pairs = Dictionary(
      zip(models, copied).map { (ObjectIdentifier($0), $1) }, uniquingKeysWith: { a, _ in a })
    result.substitutes = copies
    result.originals = originals + models
    for index in steps.indices {
      result.steps[index].models = steps[index].models.map { pairs[ObjectIdentifier($0)] ?? $0 }
    }
    result.models = copied
    result.variables = copied.namedVariables
    result.supervision = supervision.map { old in
      Supervision(
        model: pairs[ObjectIdentifier(old.model)] ?? old.model, loss: old.loss,
        metrics: old.metrics, layout: old.layout, units: old.units)
    }
    result.frozen = Set(
      zip(variables, result.variables).filter {
        frozen.contains(ObjectIdentifier($0.0.variable))
      }.map { ObjectIdentifier($0.1.variable) })
    (result.onCheckpoint, result.logger) = (nil, nil)
    (result.keeper, result.keptName) = (nil, nil)
    result.options.epochs = epochs
    result.options.label = label
    return result
  }
}
