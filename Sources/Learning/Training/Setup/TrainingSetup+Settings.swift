import Catalog

// The numbers of a training that can be changed while it runs.
extension TrainingSetup {
  /// Refuses a change that the run could not carry out, before it is asked for.
  ///
  /// `learning_rate` (0 or more) takes the place of a schedule; `epochs` counts from the beginning of
  /// the run; a `batch_size` cuts what is left of the epoch; `early_stopping` is the number of epochs
  /// without improvement; other names are numbers of the optimizer. What it keeps for each weight must stay the
  /// same: a momentum of 0 keeps nothing and cannot be raised.
  package func checkChange(
    of name: String, to value: Double, epoch: Int
  ) throws(LearningError) {
    switch name {
    case "learning_rate":
      guard value >= 0, value.isFinite else {
        throw .training(.option(name: name, rule: "0 or more", found: "\(value)"))
      }
    case "epochs":
      guard let whole = Int(whole: value), whole >= epoch,
        whole <= 1_000_000_000
      else {
        throw .training(
          .option(
            name: name, rule: "a whole number from the epoch that runs (\(epoch)) on",
            found: "\(value)"))
      }
    case "batch_size":
      guard let whole = Int(whole: value), whole >= 1, whole <= training.count else {
        throw .training(
          .option(
            name: name, rule: "a whole number from 1 to the number of samples (\(training.count))",
            found: "\(value)"))
      }
      guard federation == nil else {
        throw .training(
          .option(name: name, rule: "the same in all rounds of clients", found: "\(value)"))
      }
      try checkMemory { $0.batchSize = whole }
    case "early_stopping":
      guard let whole = Int(whole: value), whole >= 0, whole <= TrainingOptions.countLimit else {
        throw .training(
          .option(name: name, rule: "a whole number of epochs, 0 or more", found: "\(value)"))
      }
      if options.earlyStopping == nil, steps.count > 1 {
        throw .training(.monitor(series: "", known: seriesNames))
      }
      try checkMemory { $0.earlyStopping = EarlyStopping(patience: whole) }
    default:
      let having = steps.filter { $0.optimizer.entry.parameterNames.contains(name) }
      guard !having.isEmpty else { throw .training(.setting(name: name, known: changeableNames)) }
      for step in having {
        let changed: Chosen<any Optimizer>
        do {
          changed = try step.optimizer.with(name, value)
        } catch {
          throw .argument(error, origin: 0..<0)
        }
        guard changed.entry.stateNames == step.optimizer.entry.stateNames else {
          throw .training(.settingFixed(name: name, optimizer: step.optimizer.text))
        }
      }
    }
  }

  /// Refuses a change with which the training would need more memory than there may be.
  private func checkMemory(of change: (inout TrainingOptions) -> Void) throws(LearningError) {
    var changed = self
    change(&changed.options)
    let state = TrainingState(changed)
    var plans: [StepPlan] = []
    for index in steps.indices {
      plans += try StepRunner(changed, step: index, state: state, team: nil).plans
    }
    try TrainingMemory(changed, state, plans).check(changed)
  }

  /// What can be changed, for messages and completion.
  package var changeableNames: [String] {
    var names = ["learning_rate", "epochs", "batch_size", "early_stopping"]
    for step in steps {
      for parameter in type(of: step.optimizer.entry).signature.parameters
      where !names.contains(parameter.name)
        && (try? step.optimizer.with(parameter.name, 0.5))?.entry.stateNames
          == step.optimizer.entry.stateNames
      {
        names.append(parameter.name)
      }
    }
    return names
  }
}

extension Optimizer {
  var parameterNames: [String] { type(of: self).signature.parameters.map(\.name) }
}

extension Chosen<any Optimizer> {
  /// The same optimizer with one number changed.
  func with(_ name: String, _ value: Double) throws(ArgumentError) -> Chosen<any Optimizer> {
    let signature = type(of: entry).signature
    var arguments = arguments
    let place = signature.parameters.firstIndex { $0.name == name }
    if let place, place < arguments.positional.count {
      arguments.positional[place] = .number(value)
    } else {
      arguments.named.removeAll { $0.name == name }
      arguments.named.append((name, .number(value)))
    }
    return Chosen(
      try type(of: entry).make(arguments), text: Spec(signature.name, arguments).text,
      arguments: arguments)
  }
}
