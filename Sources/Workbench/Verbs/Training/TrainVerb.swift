import Catalog
import Engine
import Language
import Learning
import Support

/// `train m, d, epochs=5`: decides what was left out, says so, trains, and gives the run.
///
/// `train d { step … }` takes the models and losses from its steps.
enum TrainVerb: Verb {
  private static let epochs = Parameter<Int>(
    "epochs", "How often all samples are seen.", default: 1, rule: "at least 1"
  ) { $0 >= 1 }
  private static let batchSize = Parameter<Int>(
    "batch_size", "Samples of one step.", default: 32, rule: "at least 1"
  ) { $0 >= 1 }
  private static let validationSplit = Parameter<Double>(
    "validation_split", "Share of the training samples kept for validation.", default: 0,
    rule: "at least 0 and below 1"
  ) { $0 >= 0 && $0 < 1 }
  private static let shuffle = Parameter<Bool>(
    "shuffle", "Whether each epoch has an order of its own.", default: true)

  private static let data = ParameterDescription(
    "data", "The data set.", expected: "a data set")
  private static let earlyStopping = ParameterDescription(
    "early_stopping", "Epochs without improvement before the run ends; restores the best.",
    expected: "a number of epochs or early_stopping(…)", default: "none")
  private static let until = ParameterDescription(
    "until", "Ends the run after the epoch in which it holds: `until=loss < 0.05`.",
    expected: "a condition", default: "none", isCondition: true)
  private static let classWeightMean = Parameter<Bool>(
    "class_weight_mean", "Divide by the sum of the class weights, as PyTorch.", default: false,
    pytorch: true)

  private static let checkpoint = ParameterDescription(
    "checkpoint", "A file that holds the run after each epoch, for resume.",
    expected: "a file name in quotes", default: "none")

  static let signature = Signature(
    "train", .verb, "trains a model on data and gives the run",
    example: "train model 2 { dense 1, activation=sigmoid }, generated(gauss, 100), epochs=2",
    [
      ParameterDescription("model", "The model.", expected: "a model"), data,
      epochs.description, batchSize.description,
      ParameterDescription(
        "optimizer", "How weights follow the gradient.", expected: "an optimizer",
        default: "adam", kinds: [.optimizer]),
      ParameterDescription(
        "loss", "What is made small; follows from the last layer if left out.",
        expected: "a loss or a function (y, p)", default: "none", kinds: [.loss]),
      ParameterDescription(
        "metrics", "What is measured beside the loss.", expected: "metrics", default: "none",
        kinds: [.metric, .loss]),
      ParameterDescription(
        "validation", "Data that only measure.", expected: "a data set", default: "none"),
      validationSplit.description,
      ParameterDescription(
        "class_weight", "How much each class counts.", expected: "a list of numbers or balanced",
        default: "none", words: ["balanced"]),
      classWeightMean.description, earlyStopping, until, shuffle.description,
      ParameterDescription(
        "freeze", "Layers whose weights stay: labels, m.encoder, or a list of them.",
        expected: "labels of layers", default: "none", isLabel: true),
      checkpoint,
    ],
    details: """
      What is left out is chosen and said: the loss follows from the last activation and the
      targets, the optimizer is adam, the metric is what fits. A model that was trained before goes
      on from the weights it has, and the first line says so. Several models, each with a loss of
      its own, train together: train d, epochs=5 { step A, loss=x -> …; step B, loss=x -> … }.
      """, effects: [.trains, .changesModels, .mayRunBehind, .givesValue, .isSilent])

  static let bodySignature: Signature? = Signature(
    "train", .verb, "trains the models of its steps on data and gives the run",
    example: "train d, epochs=2 { step m, loss=(x, y) -> mean((y - m(x))^2) }",
    [
      data, epochs.description, batchSize.description, earlyStopping, until, shuffle.description,
      checkpoint,
    ])

  static func perform(_ call: VerbCall) throws -> Value {
    guard let body = call.body else {
      let model = try call.model()
      let dataset = try call.dataset()
      let options = try options(call, dataset)
      return try train(TrainingSetup(model, on: dataset.train, options), call)
    }
    let dataset = try call.dataset()
    let options = try sharedOptions(call, dataset)
    let steps = try call.evaluator.steps(of: body)
    return try train(TrainingSetup(steps, on: dataset.train, options), call)
  }

  private static func train(_ setup: TrainingSetup, _ call: VerbCall) throws -> Value {
    var setup = setup
    setup.start = TrainedStart(setup.models)
    call.sayStart(of: setup)
    try report(setup, call)
    call.interpreter.countDraws(of: &setup)
    return try run(setup, from: nil, call)
  }

  /// Trains to the end, from the beginning or from where the run of that name stood.
  static func run(
    _ setup: TrainingSetup, from checkpoint: TrainingCheckpoint?, of parent: String? = nil,
    _ call: VerbCall
  ) throws -> Value {
    let interpreter = call.interpreter
    var setup = setup
    interpreter.desk.startedJobs += 1
    let identity = interpreter.identity(of: setup, call, parent: parent)
    if let recovery = interpreter.recovery, let identity {
      return .run(
        try interpreter.recovered(
          setup, identity, parent: parent, recovery, named: call.evaluator.nameOfRun))
    }
    let writer = try call.text("checkpoint").map { try CheckpointWriter($0, setup, interpreter) }
    setup.onCheckpoint = writer?.write
    let name = call.evaluator.nameOfRun
    let place = SourcePlace(
      span: call.arguments.wordSpan, source: call.evaluator.context.source,
      firstLine: call.evaluator.context.firstLine)
    let key = interpreter.trainings == nil || writer != nil ? nil : call.memoKey(setup)
    if let key, let run = interpreter.remembered(key, setup, identity, named: name) {
      interpreter.host.emit(
        .aside("nothing that this training stands on has changed: what it came to is used again"))
      let spoken = name.hasPrefix("_") || SavedInputs.isResultName(name) ? "" : name
      interpreter.input.failedTraining = finish(
        run, name: spoken, wasShown: false, at: place, interpreter)
      return .run(run)
    }
    var checkpoint = checkpoint
    if let folder = interpreter.memoFolder, let file = key?.fileName {
      setup.keeper = RunKeeper(folder: folder, key: file, setup).write
      if checkpoint == nil, let kept = interpreter.kept(file, setup, named: name) {
        checkpoint = kept
        let step = NumberText.grouped(kept.batch)
        interpreter.host.emit(
          .aside("this training was lost with its session; it goes on from step \(step)"))
      }
    }
    if let identity { interpreter.noteBeginning(of: &setup, identity) }
    let run = try TrainingRun(setup, from: checkpoint)
    let job = Job(
      run, name: name, number: interpreter.desk.startedJobs,
      isBackground: call.isBackground, writer: writer, checkpointSpan: call.span(of: "checkpoint"),
      place: place)
    job.memoKey = key
    try interpreter.desk.start(job)
    return .run(run)
  }

  /// What `train` takes with and without steps.
  static func sharedOptions(
    _ call: VerbCall, _ dataset: Dataset
  ) throws -> TrainingOptions {
    let bound = try call.bound()
    let interpreter = call.interpreter
    var options = TrainingOptions()
    options.epochs = try bound[epochs]
    options.batchSize = try bound[batchSize]
    options.shuffles = try bound[shuffle]
    if let (argument, position) = bound.raw("early_stopping") {
      options.earlyStopping = try EarlyStopping(argument, at: position)
    }
    if let condition = call.syntax.first(where: { $0.label?.text == "until" }) {
      options.until = try UntilCondition(condition.value, interpreter).closure
    }
    options.seed = interpreter.options.seed
    options.name = call.evaluator.runName
    options.snapshots = interpreter.snapshots
    options.threads = interpreter.options.threads
    options.dtype = interpreter.options.dtype
    options.dataName = dataText(call, dataset)
    options.sources = sources(call)
    return options
  }

  /// What a checkpoint has to say of the options; the others stand in its counters.
  private static func sources(_ call: VerbCall) -> [(name: String, text: String)] {
    let counted: Set = ["model", "data", "epochs", "batch_size", "shuffle", "until", "checkpoint"]
    return call.arguments.named.filter { !counted.contains($0.name) }.map { argument in
      (argument.name, (try? ModelSource.text(argument.value.argument)) ?? "")
    }
  }

  static func options(_ call: VerbCall, _ dataset: Dataset) throws -> TrainingOptions {
    let bound = try call.bound()
    var options = try sharedOptions(call, dataset)
    options.validationSplit = try bound[validationSplit]
    if let (argument, position) = bound.raw("optimizer") {
      options.optimizer = try Optimizers.choice(argument, of: "train", at: position)
    }
    if let (argument, position) = bound.raw("loss"), !isNone(argument) {
      options.loss = try LossChoice(argument, at: position)
    }
    if let (argument, position) = bound.raw("metrics"), !isNone(argument) {
      options.metrics = try MetricChoice.list(argument, at: position)
    }
    options.validation = try validation(call, dataset)
    options.classWeights = try classWeights(call)
    options.classWeightMean = try bound[classWeightMean]
    options.frozen = try frozen(call)
    options.compatibility = call.interpreter.options.compatibility
    options.test = dataset.test
    return options
  }

  private static func isNone(_ argument: Argument) -> Bool {
    if case .none = argument { true } else { false }
  }

  /// What was left out and validation data: the part `validation` of the data is taken by itself.
  private static func validation(_ call: VerbCall, _ dataset: Dataset) throws -> Samples? {
    guard let value = call.value("validation") else { return dataset.validation }
    guard case .dataset(let validation) = value else {
      throw call.wrongType("validation", "a data set, such as d.test")
    }
    return validation.train
  }

  private static func classWeights(_ call: VerbCall) throws -> ClassWeights? {
    switch call.value("class_weight") {
    case nil: return nil
    case .spec(let spec, _)? where spec.name == "balanced": return .balanced
    case .tensor(let tensor)? where tensor.shape.rank == 1:
      let weights = tensor.known?.doubles ?? []
      guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 })
      else {
        throw ArgumentError.outOfRange(
          parameter: "class_weight", of: signature.name, rule: "finite numbers, 0 or more",
          found: "[\(weights.prefix(8).map { NumberText.general($0) }.joined(separator: ", "))]",
          at: .named("class_weight"))
      }
      return .given(weights)
    default: throw call.wrongType("class_weight", "a list of numbers or balanced")
    }
  }

  private static func frozen(_ call: VerbCall) throws -> [FrozenPart] {
    guard let value = call.value("freeze") else { return [] }
    let items = if case .list(let items) = value { Array(items) } else { [value] }
    return try items.map { item in
      switch item {
      case .spec(let spec, _): .path(spec.name)
      case .text(let path), .layer(_, let path): .path(path)
      case .model(let model): .model(model)
      default: throw call.wrongType("freeze", "labels of layers")
      }
    }
  }

  private static func dataText(_ call: VerbCall, _ dataset: Dataset) -> String {
    let text = call.sourceText(ofPositional: call.body == nil ? 1 : 0)
    return text.isEmpty || text.count > 40 ? dataset.name : text
  }
}
