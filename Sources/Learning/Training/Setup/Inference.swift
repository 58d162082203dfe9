import Engine

/// Chooses loss and metrics where the user left them out.
enum Inference {
  /// The loss that follows from the last activation and the targets.
  ///
  /// Class numbers that stand for nothing to learn leave the loss.
  static func loss(
    for model: Model, _ targets: TargetSummary, ignoring ignoredClass: Int? = nil
  ) throws(LearningError) -> LossChoice {
    let output = model.outputShape
    let width = output.extents.last ?? 1
    let looksLikeClasses =
      width > 1 && targets.shape != output
      && (targets.shape == Shape(Array(output.extents.dropLast()))
        || targets.shape.extents == output.extents.dropLast() + [1])
    let hasClassNumbers = targets.isWhole && looksLikeClasses
    let fits = targets.shape == output || (width == 1 && targets.shape.count == output.count)
    switch model.outputActivation?.output {
    case .distribution where hasClassNumbers:
      let loss = SparseCategoricalCrossentropy(ignoreClass: ignoredClass)
      let name = SparseCategoricalCrossentropy.signature.name
      return .named(loss, text: ignoredClass.map { "\(name)(ignore_class=\($0))" } ?? name)
    case .distribution where looksLikeClasses && targets.negative != nil:
      throw .loss(
        .classNumber(
          row: targets.negative?.row ?? 0, value: targets.negative?.value ?? .nan, classes: width,
          layer: model.outputLabel, loss: SparseCategoricalCrossentropy.signature.name))
    case .distribution where targets.shape == output: return LossChoice(CategoricalCrossentropy())
    case .probability where fits && targets.isZeroOrOne: return LossChoice(BinaryCrossentropy())
    case .probability where fits && width == 1 && targets.pair != nil:
      throw .loss(
        .notZeroOrOne(
          layer: model.outputLabel, low: targets.pair?.low ?? 0, high: targets.pair?.high ?? 0,
          isPair: true))
    case .probability where fits && width == 1 && targets.isWhole && targets.classCounts.count > 1:
      throw .loss(
        .notZeroOrOne(
          layer: model.outputLabel, low: targets.classCounts.keys.min() ?? 0,
          high: targets.classCounts.keys.max() ?? 0, isPair: false))
    case .distribution, .probability, .logDistribution: break
    case .linear, .numbers, .cutProbability, nil:
      if fits { return LossChoice(MeanSquaredError()) }
    }
    throw .loss(
      .undecided(
        layer: model.outputLabel, activation: model.outputActivation?.text ?? "",
        output: output, targets: targets.described, shape: targets.shape,
        advice: LossAdvice(
          output: output, activation: model.outputActivation?.output, targets,
          hasClassNumbers: hasClassNumbers)))
  }

  static func metrics(for loss: LossChoice) -> [MetricChoice] {
    switch loss.expectation?.targets {
    case .classNumbers, .distributions, .shares: [MetricChoice(Accuracy())]
    case .numbers: [.loss(LossChoice(MeanAbsoluteError()))]
    case .labelSequences, .others, nil: []
    }
  }
}

extension ActivationChoice {
  /// The built-in activation's word; `nil` for a function of the user.
  var entryName: String? {
    if case .named(let activation, _) = self { type(of: activation).signature.name } else { nil }
  }

  /// What its outputs can be taken for; `nil` for a function of the user.
  package var output: ActivationOutput? {
    if case .named(let activation, _) = self { type(of: activation).output } else { nil }
  }
}
