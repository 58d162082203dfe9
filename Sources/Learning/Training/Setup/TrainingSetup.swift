import Catalog
import Engine

/// A training with everything decided and checked: what is left out has been chosen.
public struct TrainingSetup {
  public let model: Model
  public let options: TrainingOptions
  public let training: Samples
  public let validation: Samples?
  public let loss: LossChoice
  public let optimizer: Chosen<any Optimizer>
  public let metrics: [MetricChoice]
  /// How targets and outputs stand to each other, for class metrics.
  public let layout: TargetLayout
  /// The factor of each class in the loss.
  public let classWeights: [Double]?
  /// The model's weights that the run leaves as they are.
  public let frozen: Set<ObjectIdentifier>
  /// What the learner should know before the first step.
  public let lints: [Lint]

  /// Decides what was left out and checks shapes and targets; nothing runs yet.
  public init(
    _ model: Model, on samples: Samples, _ options: TrainingOptions
  ) throws(LearningError) {
    self.model = model
    self.options = options
    try checkOptions(options)
    let parts = split(samples, options)
    try DataCheck.inputs(of: model, parts.training, data: options.dataName)
    let labels = try parts.training.labels(data: options.dataName)
    let targets = TargetSummary(labels)
    if let given = options.loss {
      loss = given
    } else {
      loss = try Inference.loss(for: model, targets)
    }
    if let chosen = options.optimizer {
      optimizer = chosen
    } else {
      optimizer = try defaultOptimizer(options.compatibility)
    }
    layout = TargetLayout(
      output: model.outputShape, targets: targets.shape, for: loss.expectation)
    metrics = options.metrics ?? Inference.metrics(for: loss)
    try metrics.check(layout)
    try DataCheck.targets(of: model, labels, loss: loss)
    if let validation = parts.validation {
      try DataCheck.inputs(of: model, validation, data: "validation")
      try DataCheck.targets(of: model, validation.labels(data: "validation"), loss: loss)
    }
    training = try parts.training.converted(for: model, loss)
    validation = try parts.validation?.converted(for: model, loss)
    classWeights = try weights(options.classWeights, targets, layout)
    frozen = try model.weights(of: options.frozen)
    guard model.hasTrainableWeights(without: frozen) else {
      throw .noParameters(model: model.name)
    }
    lints =
      LintFinder(
        model: model, training: parts.training, options: options, loss: loss,
        optimizer: optimizer.entry, targets: targets
      ).all
  }

  /// The sentence with every choice in it, as the learner could have typed it.
  public var sentence: String {
    var words = [
      "train \(model.name)", options.dataName, "epochs=\(options.epochs)",
      "batch_size=\(options.batchSize)", "optimizer=\(optimizer.text)", "loss=\(loss.text)",
    ]
    if metrics.count == 1 { words.append("metrics=\(metrics[0].text)") }
    if metrics.count > 1 {
      words.append("metrics=[\(metrics.map(\.text).joined(separator: ", "))]")
    }
    return words.joined(separator: ", ")
  }

  var classFactors: ClassFactors? {
    classWeights.map { ClassFactors(factors: $0, dividesBySum: options.classWeightMean) }
  }

  public var stepsPerEpoch: Int {
    (training.count + options.batchSize - 1) / options.batchSize
  }
}

/// Adam as the library in force has it.
private func defaultOptimizer(
  _ compatibility: Compatibility
) throws(LearningError) -> Chosen<any Optimizer> {
  do {
    return Chosen(try Adam.make(Arguments(compatibility: compatibility)), text: "adam")
  } catch {
    throw .argument(error, layer: "adam", origin: 0..<0)
  }
}

private func checkOptions(_ options: TrainingOptions) throws(LearningError) {
  guard options.epochs >= 1 else {
    throw .option(name: "epochs", rule: "at least 1", found: "\(options.epochs)")
  }
  guard options.batchSize >= 1 else {
    throw .option(name: "batch_size", rule: "at least 1", found: "\(options.batchSize)")
  }
  guard options.validationSplit >= 0, options.validationSplit < 1 else {
    throw .option(
      name: "validation_split", rule: "at least 0 and below 1",
      found: "\(options.validationSplit)")
  }
}

/// The last part of the samples goes to validation, before anything is shuffled.
private func split(
  _ samples: Samples, _ options: TrainingOptions
) -> (training: Samples, validation: Samples?) {
  let kept = Int(Double(samples.count) * options.validationSplit)
  guard options.validation == nil, kept > 0 else { return (samples, options.validation) }
  let border = samples.count - kept
  return (samples.subset(0..<border), samples.subset(border..<samples.count))
}

private func weights(
  _ wanted: ClassWeights?, _ targets: TargetSummary, _ layout: TargetLayout
) throws(LearningError) -> [Double]? {
  guard let wanted else { return nil }
  let classes = layout.classes
  switch wanted {
  case .given(let numbers):
    guard numbers.count >= classes else {
      throw .classWeights(expected: classes, found: numbers.count)
    }
    return numbers
  case .balanced:
    var counts = [Int](repeating: 0, count: classes)
    for (value, count) in targets.classCounts where counts.indices.contains(value) {
      counts[value] = count
    }
    let total = Double(counts.reduce(0, +))
    return counts.map { $0 == 0 ? 0 : total / (Double(classes) * Double($0)) }
  }
}
