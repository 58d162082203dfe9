import Catalog
import Data
import Engine

/// A training with everything decided and checked: what is left out has been chosen.
///
/// A training of one model against targets is one step, whose loss is that of its predictions.
package struct TrainingSetup {
  /// What was asked for; what it leaves out is decided in `steps` and `supervision`.
  package internal(set) var options: TrainingOptions
  /// Run one after the other on each batch.
  package internal(set) var steps: [TrainingStep]
  /// What is learnt from, without what is kept for validation.
  package let training: Samples
  /// What only measures; `nil` without.
  package let validation: Samples?
  /// What can be measured beside the losses; `nil` where steps have losses of their own.
  package internal(set) var supervision: Supervision?
  /// Who trains by themselves; `nil` where all samples are one's own.
  package let federation: Federation?
  /// The factor of each class in the loss.
  package let classWeights: [Double]?
  /// Weights that the run leaves as they are.
  package internal(set) var frozen: Set<ObjectIdentifier>
  /// Gets the run's state after each epoch, and when it is stopped; on the run's own thread.
  package var onCheckpoint: (@Sendable (TrainingCheckpoint) -> Void)?
  /// Told on the run's own thread how it goes.
  package var logger: (any TrainingLogger)?
  /// Gets the run's state at once, now and then, and at its end with what it came to; on that thread, too.
  package var keeper: (@Sendable (TrainingCheckpoint, TrainingOutcome?) -> Void)?
  /// Weights of another training that it begins with; `nil` where it does not go on from one.
  package var start: TrainedStart?
  /// Whether it runs side by side with others for one statement.
  package internal(set) var isOneOfMany = false
  /// What the kept state of the run is called; `nil` where none is kept.
  package var keptName: String?
  /// The names of what private steps draw, once the run is planned; `nil` where samples are not hidden.
  var privateDraws: PrivateDraws?
  /// What the learner should know before the first step.
  package let lints: [Lint]
  /// The models whose weights change.
  package internal(set) var models: [Model]
  /// All their weights, each once, under the names that they have in files and messages.
  var variables: [(name: String, variable: Variable)]
  /// Models in whose place copies are trained; kept, so that nobody else gets their identity.
  var substitutes: [ObjectIdentifier: Model] = [:]
  var originals: [Model] = []

  /// Decides what was left out and checks shapes and targets; nothing runs yet.
  package init(
    _ model: Model, on samples: Samples, _ options: TrainingOptions
  ) throws(LearningError) {
    self.options = options
    try checkOptions(options)
    let parts = try split(samples, options)
    try DataCheck.inputs(of: model, parts.training, data: options.dataName)
    let labels = try parts.training.labels(data: options.dataName)
    let targets = TargetSummary(labels)
    let loss: LossChoice
    if let given = options.loss {
      loss = given
    } else {
      loss = try Inference.loss(
        for: model, targets, ignoring: parts.training.ignoredClass)
    }
    let optimizer: Chosen<any Optimizer>
    if let chosen = options.optimizer {
      optimizer = chosen
    } else {
      optimizer = try defaultOptimizer(options.compatibility)
    }
    let layout = TargetLayout(output: model.outputShape, targets: labels, for: loss.expectation)
    let metrics = options.metrics ?? Inference.metrics(for: loss)
    try DataCheck.targets(of: model, labels, loss: loss)
    if options.metrics != nil { try metrics.check(layout, targets) }
    try DataCheck.ignoredClass(of: parts.training, data: options.dataName, loss: loss)
    self.options.distillation = try options.distillation.map {
      (distillation) throws(LearningError) in try distillation.fitted(to: model, loss)
    }
    if let validation = parts.validation {
      try DataCheck.inputs(of: model, validation, data: "validation")
      try DataCheck.targets(of: model, validation.labels(data: "validation"), loss: loss)
    }
    training = try parts.training.converted(for: model, loss)
    validation = try parts.validation?.converted(for: model, loss)
    classWeights = try weights(options.classWeights, labels, targets, layout)
    let count = parts.training.count
    federation = try options.clients.map { (clients) throws(LearningError) in
      try Federation(
        clients, localEpochs: options.localEpochs, batchSize: options.batchSize,
        samples: count, seed: options.seed)
    }
    try checkPrivacy(options, loss, samples: count, federation)
    frozen = try model.weights(of: options.frozen)
    try model.checkTrainable(without: frozen)
    lints =
      LintFinder(
        model: model, training: parts.training, validation: parts.validation, options: options,
        loss: loss,
        optimizer: optimizer.entry, targets: targets
      ).all
    steps = [TrainingStep("loss", [model], optimizer: optimizer, .predictions(loss))]
    supervision = Supervision(
      model: model, loss: loss, metrics: metrics, layout: layout,
      units: TargetUnits(options.recipe))
    models = [model]
    variables = models.namedVariables
    try checkMonitor()
  }

  /// Several steps, each with models, optimizer and loss of its own.
  package init(
    _ steps: [TrainingStep], on samples: Samples, _ options: TrainingOptions
  ) throws(LearningError) {
    self.options = options
    try checkOptions(options)
    guard !steps.isEmpty else { throw .training(.noSteps) }
    try DataCheck.values(of: samples, data: options.dataName)
    let frozen = try steps.models.weights(of: options.frozen)
    for model in steps.models { try model.checkTrainable(without: frozen) }
    self.steps = steps.withOwnNames
    training = samples.mapping { $0.dtype.isFloat ? $0.cast(to: options.dtype) : $0 }
    validation = nil
    federation = nil
    supervision = nil
    classWeights = nil
    self.frozen = frozen
    lints = []
    models = steps.models
    variables = models.namedVariables
    try checkMonitor()
  }

  /// `m`, or `D and G`.
  package var title: String {
    let names = models.map(\.name)
    guard names.count > 1 else { return names[0] }
    return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }

  /// The losses that are made small: `loss`, or the names of several steps.
  package var curveNames: [String] { steps.count == 1 ? ["loss"] : steps.map(\.name) }

  /// All series of the run: losses, metrics, and the same for the validation samples.
  package var seriesNames: [String] {
    let own = curveNames + (supervision?.metrics ?? []).map(\.name)
    let all = validation == nil ? own : own + own.map { "val_" + $0 }
    return options.privacy == nil ? all : all + [Self.epsilonSeries]
  }

  /// The type of the weights.
  package var dtype: DType { models[0].dtype }

  var classFactors: ClassFactors? {
    // Of a private step each sample stands alone: there is no sum of weights to divide by.
    let divides = options.classWeightMean && options.privacy == nil
    return classWeights.map { ClassFactors(factors: $0, dividesBySum: divides) }
  }

  /// The series that early stopping watches.
  var monitored: String {
    options.earlyStopping?.monitor ?? (validation == nil ? curveNames[0] : "val_loss")
  }

  private func checkMonitor() throws(LearningError) {
    for step in steps {
      guard let series = step.optimizer.entry.settings.learningRate.monitor else { continue }
      guard seriesNames.contains(series) else {
        throw .training(.monitor(series: series, known: seriesNames))
      }
    }
    guard let rule = options.earlyStopping else { return }
    if rule.monitor == nil, steps.count > 1 {
      throw .training(.monitor(series: "", known: seriesNames))
    }
    guard seriesNames.contains(monitored) else {
      throw .training(.monitor(series: monitored, known: seriesNames))
    }
  }
}

/// Adam as the library in force has it.
private func defaultOptimizer(
  _ compatibility: Compatibility
) throws(LearningError) -> Chosen<any Optimizer> {
  do {
    let arguments = Arguments(compatibility: compatibility)
    return Chosen(try Adam.make(arguments), text: "adam", arguments: arguments)
  } catch {
    throw .argument(error, origin: 0..<0)
  }
}

private func checkOptions(_ options: TrainingOptions) throws(LearningError) {
  for (name, count) in [("epochs", options.epochs), ("batch_size", options.batchSize)] {
    guard count >= 1 else {
      throw .training(.option(name: name, rule: "at least 1", found: "\(count)"))
    }
    guard count <= TrainingOptions.countLimit else {
      throw .training(
        .option(
          name: name, rule: "at most \(NumberText.grouped(TrainingOptions.countLimit))",
          found: "\(count)"))
    }
  }
  guard options.validationSplit >= 0, options.validationSplit < 1 else {
    throw .training(
      .option(
        name: "validation_split", rule: "at least 0 and below 1",
        found: "\(options.validationSplit)"))
  }
}

/// The last part of the samples goes to validation, before anything is shuffled.
///
/// Training keeps int(n · (1 − split)), as in Keras: 0.25 of 10 leaves 3. A part without samples
/// is refused.
private func split(
  _ samples: Samples, _ options: TrainingOptions
) throws(LearningError) -> (training: Samples, validation: Samples?) {
  let share = options.validationSplit
  guard options.validation == nil, share > 0 else { return (samples, options.validation) }
  let kept = Int(Double(samples.count) * (1 - share), within: 0...samples.count)
  guard kept > 0, kept < samples.count || samples.count == 0 else {
    throw .training(
      .option(
        name: "validation_split",
        rule: "such that both parts of \(samples.count) samples have some", found: "\(share)"))
  }
  return (samples.subset(0..<kept), samples.subset(kept..<samples.count))
}

/// The factor of each class; those that do not occur in the targets have 0 and do not count.
private func weights(
  _ wanted: ClassWeights?, _ labels: SampleRows, _ targets: TargetSummary, _ layout: TargetLayout
) throws(LearningError) -> [Double]? {
  guard let wanted else { return nil }
  let classes = layout.classes
  switch wanted {
  case .given(let numbers):
    guard numbers.count == classes else {
      throw .loss(.classWeights(expected: classes, found: numbers.count))
    }
    return numbers
  case .named(let given, let names): return try weights(given, names, classes)
  case .balanced:
    guard !layout.isMultiLabel else {
      throw .training(
        .option(
          name: "class_weight", rule: "a list where a sample has several labels", found: "balanced")
      )
    }
    var counts = [Int](repeating: 0, count: classes)
    let found: [Int: Int] =
      if case .oneHot = layout.kind { labels.largestCounts } else { targets.classCounts }
    for (value, count) in found where counts.indices.contains(value) { counts[value] = count }
    let total = Double(counts.reduce(0, +))
    let occurring = Double(counts.count { $0 > 0 })
    return counts.map { $0 == 0 ? 0 : total / (occurring * Double($0)) }
  }
}

/// The weights of classes by their names; names of the data come before numbers.
private func weights(
  _ given: [NamedWeight], _ names: [String], _ classes: Int
) throws(LearningError) -> [Double] {
  let known = names.isEmpty ? (0..<classes).map(String.init) : names
  var found = [Double?](repeating: nil, count: classes)
  for entry in given {
    let number = known.firstIndex(of: entry.name) ?? Int(entry.name)
    guard let number, found.indices.contains(number), found[number] == nil else {
      throw .loss(.unknownClass(entry.name, known: known))
    }
    found[number] = entry.weight
  }
  guard found.contains(where: { $0 != 0 }) else {
    throw .training(
      .option(name: "class_weight", rule: "above 0 for a class at least", found: "0 for each"))
  }
  return found.map { $0 ?? 1 }
}
