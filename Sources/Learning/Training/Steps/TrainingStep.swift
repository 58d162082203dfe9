import Catalog
import Engine

/// One loss with the models that it trains: a `step` of `train d { … }`.
///
/// `train m, d` has one of them, whose loss holds predictions against targets.
package struct TrainingStep {
  /// What is made small.
  package enum Objective {
    /// A loss of targets and the predictions of the step's one model.
    case predictions(LossChoice)
    /// A function of the batch: of its inputs in their order, then its targets.
    case batch(any TraceableFunction)
  }

  /// The name of its curve: `D`, `f_g`; `loss` without steps.
  package internal(set) var name: String
  /// The models that it changes; others that its loss calls stay as they are.
  package internal(set) var models: [Model]
  /// How the weights of its models follow the gradient.
  package internal(set) var optimizer: Chosen<any Optimizer>
  let objective: Objective
  /// How often it runs for each batch.
  package var repetitions = 1

  /// A step that runs once for each batch; see `repetitions`.
  package init(
    _ name: String, _ models: [Model], optimizer: Chosen<any Optimizer>, _ objective: Objective
  ) {
    self.name = name
    self.models = models
    self.optimizer = optimizer
    self.objective = objective
  }

  /// A function makes the batch small, a loss of the catalogue the distance from the targets.
  package init(
    _ name: String, _ models: [Model], optimizer: Chosen<any Optimizer>, loss: LossChoice
  ) {
    let objective: Objective =
      if case .function(let function) = loss { .batch(function) } else { .predictions(loss) }
    self.init(name, models, optimizer: optimizer, objective)
  }
}

/// A model whose predictions are held against targets, and how: what can be measured of it.
package struct Supervision {
  /// The one whose output is judged.
  package let model: Model
  /// What the training makes small.
  package let loss: LossChoice
  /// What is measured beside the loss; may be empty.
  package let metrics: [MetricChoice]
  /// How targets and outputs stand to each other, for class metrics.
  package let layout: TargetLayout
  /// In which metrics are; `nil` where targets are learnt as they stand in the data.
  package let units: TargetUnits?
}

extension [TrainingStep] {
  /// The models of all steps, each once.
  var models: [Model] {
    var models: [Model] = []
    for model in flatMap(\.models) where !models.contains(where: { $0 === model }) {
      models.append(model)
    }
    return models
  }

  /// The same steps with a name for each curve: of equal ones the later get a number.
  var withOwnNames: [TrainingStep] {
    var taken: Set<String> = []
    return map { step in
      var step = step
      var number = 0
      while !taken.insert(step.name).inserted {
        number += 1
        let stem = number == 1 ? step.name : String(step.name.dropLast(2))
        step.name = "\(stem)_\(number)"
      }
      return step
    }
  }
}

extension [Model] {
  /// The weights of all models, each once; of several models with the model's name in front.
  var namedVariables: [(name: String, variable: Variable)] {
    var seen: Set<ObjectIdentifier> = []
    var taken: Set<String> = []
    return flatMap { model in
      var prefix = ""
      if count > 1 {
        prefix = "\(model.name)."
        var number = 1
        while !taken.insert(prefix).inserted {
          prefix = "\(model.name)_\(number)."
          number += 1
        }
      }
      return model.parameters.compactMap { path, variable in
        seen.insert(ObjectIdentifier(variable)).inserted ? (prefix + path, variable) : nil
      }
    }
  }
}

extension TrainingSetup {
  /// Whether the run changes weights of this model; then it is in training mode.
  func isTrained(_ model: Model) -> Bool {
    if models.contains(where: { $0 === model }) { return true }
    let changed = Set(variables.map { ObjectIdentifier($0.variable) })
    return model.parameters.contains { changed.contains(ObjectIdentifier($0.variable)) }
  }

  /// The model in whose place another one is trained, or the model itself.
  func current(_ model: Model) -> Model { substitutes[ObjectIdentifier(model)] ?? model }

  var emptyMeans: [RunningMean] { steps.map { _ in RunningMean() } }

  var emptyTally: MetricTally {
    MetricTally(
      supervision?.metrics ?? [],
      supervision?.layout ?? TargetLayout(output: [1], targets: [], isLogits: false),
      in: supervision?.units)
  }
}
