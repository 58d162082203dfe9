import Catalog
import Data
import Engine
import Language
import Learning
import Support

/// `train m, d, epochs=5`: decides what was left out, says so, trains, and gives the run.
///
/// `train d { step … }` takes the models and losses from its steps.
enum TrainVerb: Verb {
  static let model = Parameter<Model>.model()
  static let data = Parameter<Dataset>.dataset("data", "The data set.")
  static let epochs = Parameter<Int>(
    "epochs", "How often all samples are seen.", default: 1, rule: "at least 1"
  ) { $0 >= 1 }
  static let batchSize = Parameter<Int>(
    "batch_size", "Samples of one step.", default: 32, rule: "at least 1"
  ) { $0 >= 1 }
  static let validationSplit = Parameter<Double>(
    "validation_split", "Share of the training samples kept for validation.", default: 0,
    rule: "at least 0 and below 1"
  ) { $0 >= 0 && $0 < 1 }
  static let optimizer = Parameter<Chosen<any Optimizer>>.optimizer(
    "How weights follow the gradient.")
  static let loss = Parameter<LossChoice>.loss(
    "What is made small; follows from the last layer if left out.",
    expected: "a loss or a function (y, p)")
  static let metrics = Parameter<[MetricChoice]>.metrics("What is measured beside the loss.")
  static let validation = Parameter<Dataset>.dataset(
    "validation", "Data that only measure.", asked: "a data set, such as d.test", shown: .nothing)
  static let shuffle = Parameter<Bool>(
    "shuffle", "Whether each epoch has an order of its own.", default: true)

  static let earlyStopping = Parameter<EarlyStopping>.earlyStopping(
    "Epochs without improvement before the run ends; restores the best.")
  static let until = Parameter<UntilCondition>.condition(
    "until", "Ends the run after the epoch in which it holds: `until=loss < 0.05`.")
  static let classWeightMean = Parameter<Bool>(
    "class_weight_mean", "Divide by the sum of the class weights, as PyTorch.", default: false,
    pytorch: true)

  static let classWeight = Parameter<ClassWeights>.value(
    "class_weight", "How much each class counts: numbers in order, or by name, {no: 1, yes: 3}.",
    expected: "a list of numbers, a record by class or balanced",
    shown: .nothing, words: ["balanced"]
  ) { (value, argument) throws(ArgumentError) in
    switch value {
    case .spec(let spec, _) where spec.name == "balanced": return .balanced
    case .tensor(let tensor) where tensor.shape.rank == 1:
      let weights = tensor.known?.doubles ?? []
      guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 })
      else {
        let shown = weights.prefix(8).map { NumberText.general($0) }.joined(separator: ", ")
        throw argument.outOfRange("finite numbers, 0 or more", found: "[\(shown)]")
      }
      return .given(weights)
    case .record(let record):
      return .named(
        try record.fields.map { (field) throws(ArgumentError) in
          guard let weight = field.value.number, weight >= 0, weight.isFinite else {
            throw argument.outOfRange(
              "finite numbers, 0 or more",
              found: "\(RecordText.name(field.name)): \(field.value.foundText)")
          }
          return NamedWeight(field.name, weight)
        }, names: [])
    default: return nil
    }
  }
  private static let freeze = Parameter<[FrozenPart]>.value(
    "freeze", "Layers whose weights stay: labels, m.encoder, or a list of them.",
    expected: "labels of layers", shown: .nothing, isLabel: true
  ) { value, _ in
    let items = if case .list(let items) = value { Array(items) } else { [value] }
    let parts = items.compactMap { FrozenPart($0) }
    return parts.count == items.count ? parts : nil
  }
  static let checkpoint = Parameter<String>.file(
    "checkpoint", "A file that holds the run after each epoch, for resume.", shown: .nothing,
    files: [.run])

  static let signature = Signature(
    "train", .verb, "trains a model on data and gives the run",
    example: "train model 2 { dense 1, activation=sigmoid }, generated(gauss, 100), epochs=2",
    [
      model.description, data.description, epochs.description, batchSize.description,
      optimizer.description, loss.description, metrics.description, validation.description,
      validationSplit.description, classWeight.description, classWeightMean.description,
      sampleWeight.description, earlyStopping.description, until.description, shuffle.description,
      freeze.description, teacher.description, temperature.description, alpha.description,
      privacy.description, clients.description, localEpochs.description, checkpoint.description,
      log.description, logEvery.description,
    ],
    details: """
      What is left out is chosen and said: the loss follows from the last activation and the
      targets, the optimizer is adam, the metric is what fits. A model that was trained before goes
      on from the weights it has, and the first line says so. Several models, each with a loss of
      its own, train together: train d, epochs=5 { step A, loss=x -> …; step B, loss=x -> … }.
      sample_weight multiplies each sample's loss, beside class_weight, and the sum is divided by the
      number of samples, as in Keras; metrics are weighted means, as in scikit-learn. privacy=dp(…)
      hides each sample: r.epsilon, r.delta. clients=5 or clients="hospital" is federated averaging
      (McMahan et al. 2017): in each epoch every client trains local_epochs from the common weights, with
      an optimizer that begins anew, and their weights are averaged by the number of rows:
      r.clients.loss. log="runs/a" writes event files for TensorBoard with Keras's tags and folders: epoch_loss of
      train and validation in one chart, batch_loss, learning rates, the model's graph, the
      text, and what was chosen, for the tab of hyperparameters, which is the table of a sweep; log_every=5 adds
      histograms of weights and of the gradients of the last batch. The first
      4,096 epochs are all told, then every other one up to twice as many, every fourth up to four times as many, and so
      on; of an epoch's batches at most 256, and so from 20,000 batches on; the last one always. A folder is one
      run: a second training with the same log= writes below it, in run_2, and resume goes on where the run's log
      is. Nothing in it is replaced.
      """, effects: [.trains, .takesSteps, .changesModels, .mayRunBehind, .givesValue, .isSilent])

  static let bodySignature: Signature? = Signature(
    "train", .verb, "trains the models of its steps on data and gives the run",
    example: "train d, epochs=2 { step m, loss=(x, y) -> mean((y - m(x))^2) }",
    [
      data.description, epochs.description, batchSize.description, earlyStopping.description,
      until.description, shuffle.description, checkpoint.description, log.description,
      logEvery.description,
    ])

  static func perform(_ call: VerbCall) throws -> Value {
    guard let body = call.body else {
      let model = try call[model]
      let dataset = try call.weighted(
        call.learnt(data, by: model, teacher: call.optional(teacher)), by: sampleWeight)
      let options = try options(call, dataset)
      try reportLeaks(of: dataset, call)
      return try train(TrainingSetup(model, on: dataset.train, options), call)
    }
    let steps = try call.evaluator.steps(of: body)
    let dataset = try call.evaluator.ordered(
      call.prepared(call[data], data), for: steps.flatMap(\.models),
      at: call.span(of: data.description))
    let options = try sharedOptions(call, dataset)
    return try train(TrainingSetup(steps, on: dataset.train, options), call)
  }

  /// Says what is trained, and from which weights, and trains it from the beginning.
  static func train(
    _ setup: TrainingSetup, _ call: VerbCall, saysStart: Bool = true
  ) throws -> Value {
    var setup = setup
    setup.start = TrainedStart(setup.models)
    if saysStart { call.sayStart(of: setup) }
    try refuseIdleTemperature(setup, call)
    try report(setup, call)
    call.interpreter.countDraws(of: &setup)
    return try run(setup, from: nil, call)
  }

  /// Trains to the end, from the beginning or from where the run of that name stood.
  static func run(
    _ setup: TrainingSetup, from checkpoint: TrainingCheckpoint?, of parent: String? = nil,
    _ call: VerbCall
  ) throws -> Value {
    if let task = call.evaluator.context.pooled {
      return .run(try task.train(setup, from: checkpoint, of: parent, call))
    }
    let interpreter = call.interpreter
    interpreter.desk.startedJobs += 1
    var setup = setup
    // One of many had a thread of its own, and no way back.
    setup.setResources(
      threads: interpreter.options.threads, snapshots: interpreter.snapshots)
    let file = try interpreter.writesFiles ? call.optional(Self.checkpoint) : nil
    let writer = try file.map { try CheckpointWriter($0, setup, interpreter) }
    setup.onCheckpoint = writer?.write
    let name = call.evaluator.nameOfRun
    var planned = PlannedTraining(
      setup, from: checkpoint, of: parent, named: name, writesCheckpoint: writer != nil, call)
    let known = try interpreter.beforeTraining(&planned)
    for note in planned.notes { interpreter.host.emit(.aside(note)) }
    if let known {
      interpreter.desk.takeOver(known, named: name)
      for output in outputs(of: known, name: ResultNames.spoken(name)) {
        interpreter.host.emit(output)
      }
      return .run(known)
    }
    let log = try startLog(of: &planned, call)
    let run = try TrainingRun(planned.setup, from: planned.checkpoint)
    let job = Job(
      run, planned, number: interpreter.desk.startedJobs, isBackground: call.isBackground,
      writer: writer, checkpointSpan: call.span(of: Self.checkpoint.description), log: log,
      place: SourcePlace(
        span: call.arguments.wordSpan, source: call.evaluator.context.source,
        firstLine: call.evaluator.context.firstLine))
    try interpreter.desk.start(job)
    return .run(run)
  }

  /// What `train` takes with and without steps.
  static func sharedOptions(
    _ call: VerbCall, _ dataset: Dataset
  ) throws -> TrainingOptions {
    let interpreter = call.interpreter
    var options = TrainingOptions()
    options.epochs = try call[epochs]
    options.batchSize = try call[batchSize]
    options.shuffles = try call[shuffle]
    options.earlyStopping = try call.optional(earlyStopping)
    options.until = try call.condition(until)?.closure
    let condition = call.syntax.first { $0.label?.text == until.name }
    options.untilText = condition.map { call.evaluator.text(of: $0.value.span) } ?? ""
    options.seed = interpreter.options.seed
    options.name = call.evaluator.runName
    options.snapshots = interpreter.snapshots
    options.threads = interpreter.options.threads
    options.dtype = interpreter.options.dtype
    options.dataName = dataText(call, dataset)
    (options.recipe, options.pictureRecipe) = (dataset.recipe, dataset.pictureRecipe)
    (options.sources, options.written) = (sources(call), others(call))
    try setLog(of: &options, call)
    return options
  }

  /// What a checkpoint has to say of the options; the others stand in its counters.
  private static func sources(_ call: VerbCall) -> [(name: String, text: String)] {
    let counted = ParameterSet(
      model.description, data.description, epochs.description, batchSize.description,
      shuffle.description, until.description, checkpoint.description,
      // Where somebody else's run was logged is no place to write to.
      log.description, logEvery.description)
    // `prune` has options of its own, which are none of the training.
    let known = Set(signature.parameters.map(\.name))
    return call.arguments.named(except: counted).filter { known.contains($0.name) }.map {
      argument in
      (argument.name, (try? ModelSource.text(argument.value.argument)) ?? "")
    }
  }

  static func options(_ call: VerbCall, _ dataset: Dataset) throws -> TrainingOptions {
    var options = try sharedOptions(call, dataset)
    options.validationSplit = try call[validationSplit]
    options.optimizer = try call[optimizer]
    options.loss = try call.optional(loss)
    options.metrics = try call.optional(metrics)
    // The part `validation` of the data is taken by itself.
    options.validation =
      try call.optional(validation).map { other in
        try call.evaluator.samples(
          of: other, like: dataset, as: call.sourceText(of: validation),
          at: call.span(of: validation.description))
      } ?? dataset.validation
    options.classWeights = try call.optional(classWeight)
    if case .named(let weights, _)? = options.classWeights {
      options.classWeights = .named(weights, names: dataset.classNames)
    }
    options.classWeightMean = try call[classWeightMean]
    (options.classNames, options.columnNames) = (dataset.classNames, dataset.columns)
    options.frozen = try call.optional(freeze) ?? []
    options.distillation = try distillation(call)
    options.compatibility = call.interpreter.options.compatibility
    options.test = dataset.test
    try setClients(of: &options, call, dataset)
    try refuseIdleOptions(call, options, dataset)
    return options
  }

  private static func dataText(_ call: VerbCall, _ dataset: Dataset) -> String {
    let named = call.syntax.first { $0.label?.text == data.name }
    let text =
      if let named { call.evaluator.text(of: named.value.span) } else if call.body == nil {
        call.sourceText(of: data)
      } else { call.sourceText(ofPositional: 0) }
    return text.isEmpty || text.count > 40 ? dataset.name : text
  }
}

extension FrozenPart {
  fileprivate init?(_ value: Value) {
    switch value {
    case .spec(let spec, _): self = .path(spec.name)
    case .text(let path), .layer(_, let path): self = .path(path)
    case .model(let model): self = .model(model)
    default: return nil
    }
  }
}
