import Data
import Engine

/// Looks for the warnings of a training, in the order of their codes.
struct LintFinder {
  let model: Model
  let training: Samples
  let validation: Samples?
  let options: TrainingOptions
  let loss: LossChoice
  let optimizer: any Optimizer
  let targets: TargetSummary

  var all: [Lint] { lossLints + dataLints + modelLints + normalizationLints + rowLints }

  private var lossLints: [Lint] {
    guard let expectation = loss.expectation else { return [] }
    var lints: [Lint] = []
    if expectation.targets == .shares, targets.low < 0 || targets.high > 1 {
      lints.append(
        .targetsOutsideUnitRange(loss: loss.text, low: targets.low, high: targets.high))
    }
    if expectation.targets == .numbers, let lint = Lint.hits(options.metrics ?? [], targets) {
      lints.append(lint)
    }
    if expectation.targets == .distributions, targets.isWhole, targets.high > 1 {
      lints.append(.classNumbersForOneHotLoss(loss: loss.text))
    }
    return lints + activationLints(expectation)
  }

  private func activationLints(_ expectation: LossExpectation) -> [Lint] {
    var lints: [Lint] = []
    let layer = model.outputLabel
    let output = model.outputActivation?.output
    let width = model.outputShape.extents.last ?? 1
    if output == .distribution, width == 1 { lints.append(.softmaxOverOneUnit(layer: layer)) }
    let isYesNo = targets.isWhole && targets.low == 0 && targets.high == 1
    if width == 1, isYesNo, model.outputActivation?.entryName == "relu" {
      lints.append(.reluForYesNo(layer: layer))
    }
    if output == .probability, expectation.targets == .classNumbers {
      lints.append(.sigmoidWithClasses(layer: layer, loss: loss.text))
    }
    let isProbability = [.distribution, .probability, .cutProbability].contains(output)
    if expectation.predictions == .probabilities, [.linear, .logDistribution].contains(output) {
      lints.append(.logitsForProbabilityLoss(layer: layer, loss: loss.text))
    }
    if expectation.predictions == .logits, isProbability {
      lints.append(
        .probabilitiesForLogitLoss(
          layer: layer, activation: model.outputActivation?.entryName ?? "", loss: loss.text))
    }
    // Small whole targets are often plain counts; many outputs mean that classes were meant.
    let looksLikeClasses = targets.isWhole && targets.high > 1 && targets.classCounts.count <= 100
    if expectation.targets == .numbers, looksLikeClasses, isProbability || width > 1 {
      lints.append(.distanceOnClassNumbers(loss: loss.text, high: targets.high))
    }
    return lints
  }

  private var dataLints: [Lint] {
    var lints: [Lint] = []
    if let validation = options.validation, let test = options.test,
      validation.inputs[0].rows.isSame(as: test.inputs[0].rows)
    {
      lints.append(.validationIsTest)
    }
    lints += partLints
    for input in training.inputs where input.rows.dtype.isFloat && !scalesInputs {
      let (mean, deviation) = spread(input.rows)
      if abs(mean) > 10 || deviation > 10 {
        lints.append(.unscaledInputs(mean: mean, deviation: deviation, data: options.dataName))
      }
    }
    // Characters of a text are as rare as they are; one class a sample is what can be balanced.
    let isClasses =
      [.classNumbers, .shares].contains(loss.expectation?.targets) && targets.shape.count <= 1
    let counts = targets.classCounts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    // The characters of a text are never equally frequent.
    let isText = training.inputs.contains { $0.vocabulary != nil }
    if isClasses, !isText, options.classWeights == nil, let rare = counts.first,
      let most = counts.last,
      rare.key != most.key, most.value > 5 * rare.value, training.count >= 20
    {
      lints.append(
        .classImbalance(
          ratio: Double(most.value) / Double(rare.value), frequent: most.key, rare: rare.key))
    }
    let expectation = loss.expectation
    if let padding = training.ignoredClass, padding >= 0, expectation?.targets == .classNumbers,
      expectation?.ignoredClass != padding
    {
      lints.append(.paddingCounts(loss: loss.text, number: padding))
    }
    // The size that stands for itself was not asked for.
    if options.batchSize > training.count, options.batchSize != TrainingOptions().batchSize {
      lints.append(.batchBeyondData(batch: options.batchSize, samples: training.count))
    }
    if let privacy = options.privacy, privacy.delta * Double(training.count) >= 1 {
      lints.append(.largeDelta(delta: privacy.delta, samples: training.count))
    }
    return lints
  }

  /// The features that are dates of a table.
  private var times: Set<Int> {
    guard let recipe = options.recipe, recipe.columns.contains(where: { $0.kind == .date }) else {
      return []
    }
    let dates = Set(recipe.columns.filter { $0.kind == .date }.map(\.name))
    return Set(recipe.featureNames.enumerated().filter { dates.contains($0.element) }.map(\.offset))
  }

  /// The first part that is not like the training samples.
  private var partLints: [Lint] {
    let isCut = options.validation == nil
    let given: PartCut = options.recipe?.looksBack == true ? .inTime : .given
    let parts: [(Dataset.Part, Samples?, PartCut)] = [
      (.validation, validation, isCut && given == .given ? .lastRows : given),
      (.test, options.test, given),
    ]
    for case (let part, let samples?, let cut) in parts {
      if let difference = PartDifference.between(training, samples, times: times) {
        return [.partsDiffer(part: part, difference, cut: cut, data: options.dataName)]
      }
    }
    return []
  }

  /// Whether the model looks its inputs up in a table or brings them near 0 by itself.
  private var scalesInputs: Bool {
    if !model.indexLimits.isEmpty { return true }
    return model.elements.flattened.lazy.map { type(of: $0.layer).magnitude }.first { $0 != .kept }
      == .own
  }

  private var modelLints: [Lint] {
    var lints: [Lint] = []
    let layers = model.elements.flattened
    for (index, layer) in layers.enumerated() {
      guard let dense = layer.layer as? Dense, dense.kernelInitializer is Zeros else { continue }
      let isHidden = layers[(index + 1)...].contains { $0.layer is Dense }
      if isHidden { lints.append(.zeroKernel(layer: layer.label)) }
    }
    if training.inputs.contains(where: { $0.vocabulary != nil }), model.indexLimits.isEmpty,
      let first = layers.first, first.layer is Dense
    {
      lints.append(.tokensAsAmounts(layer: first.label))
    }
    if let last = model.elements.last, case .layer(let layer, _) = last.content,
      layer is Dropout
    {
      lints.append(.dropoutAtTheEnd(layer: last.label))
    }
    let word = type(of: optimizer).signature.name
    if type(of: optimizer).stepsAreOfRate, let rate = optimizer.settings.learningRate.known,
      rate > 1
    {
      lints.append(.largeLearningRate(optimizer: word, rate: rate))
    }
    return lints
  }
}

/// Mean and standard deviation over at most the first 2,000 samples, which are not copied.
private func spread(_ rows: SampleRows) -> (mean: Double, deviation: Double) {
  let first = rows.subset(0..<min(2_000, rows.count))
  var (count, sum, squares) = (0.0, 0.0, 0.0)
  first.forEachCovered { (count, sum) = (count + 1, sum + $0) }
  guard count > 0 else { return (0, 0) }
  let mean = sum / count
  first.forEachCovered { squares += ($0 - mean) * ($0 - mean) }
  return (mean, (squares / count).squareRoot())
}
