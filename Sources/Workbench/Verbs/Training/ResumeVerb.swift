import Catalog
import Data
import Engine
import Language
import Learning

/// `s = resume r`: goes on with a run as if it had never stopped, on a copy of its models.
///
/// From a file it takes the model and the data again: `s = resume "run.safetensors", m, d`, or with
/// the same steps in braces. Options that are named replace those of the file.
enum ResumeVerb: Verb {
  /// Where a training is gone on with.
  private enum Begun {
    case run(TrainingRun)
    case file(String)
  }

  private static let run = Parameter<Begun>.value(
    "run", "The run, or the file that `save` wrote of one.", expected: "a run or a file name",
    asked: "a run or a file name in quotes", files: [.run]
  ) { value, _ in
    switch value {
    case .run(let run): .run(run)
    case .text(let path): .file(path)
    default: nil
    }
  }
  private static let model = Parameter<Model>.model("With a file: the model.", shown: .nothing)
  private static let data = Parameter<Dataset>.dataset(
    "data", "With a file: the data.", shown: .nothing)
  private static let dataOfSteps = Parameter<Dataset>.dataset("data", "The data.")
  private static let epochs = whole(
    "epochs", "How many more epochs; those that were planned if left out.",
    expected: "a whole number", least: 1, asked: "a whole number, at least 1")
  private static let from = whole(
    "from", "The epoch to go back to; 0 is the beginning.", expected: "a number of epochs")
  private static let fromStep = whole(
    "from_step", "The step to go back to.", expected: "a number of steps")
  private static let learningRate = Parameter<Double>.value(
    "learning_rate", "Another rate from here on, in place of a schedule.", expected: "a number",
    shown: .nothing
  ) { value, _ in value.number }

  private static func whole(
    _ name: String, _ summary: String, expected: String, least: Int = 0,
    asked: String = "a whole number, 0 or more"
  ) -> Parameter<Int> {
    .value(name, summary, expected: expected, asked: asked, shown: .nothing) { value, _ in
      value.number.flatMap { Int(whole: $0) }.flatMap { $0 >= least ? $0 : nil }
    }
  }

  private static let place = ParameterSet(
    run.description, epochs.description, from.description, fromStep.description,
    learningRate.description, TrainVerb.checkpoint.description, TrainVerb.log.description,
    TrainVerb.logEvery.description)
  private static let ownParameters = place.union(
    ParameterSet(model.description, data.description))
  /// What a run in memory takes; all other options are its own.
  private static let ofMemory = place.union(ParameterSet(TrainVerb.until.description))

  static let signature = Signature(
    "resume", .verb, "goes on with a run, on a copy of its model",
    example: "r = train m, d, epochs=1; s = resume r, epochs=1",
    [
      run.description, model.description, data.description, epochs.description,
      from.description, fromStep.description, learningRate.description,
    ]
      + TrainVerb.signature.parameters.filter {
        let kept = ParameterSet(
          TrainVerb.model.description, TrainVerb.data.description, TrainVerb.epochs.description,
          TrainVerb.batchSize.description, TrainVerb.shuffle.description)
        return !kept.contains($0)
      },
    details: """
      The result is the same to the last bit as if the run had never stopped. `s.model` is the
      trained copy; the model of r stays as it is. With from= or from_step= it goes on from there,
      also while r is on: weights, optimizer, random draws and the order of samples are what they
      were. epochs counts the epochs from there on.
      """, effects: [.trains, .takesSteps, .goesOn, .mayRunBehind, .givesValue, .isSilent])

  static let bodySignature: Signature? = Signature(
    "resume", .verb, "goes on with a run of steps", example: "",
    [
      run.description, dataOfSteps.description, epochs.description,
      TrainVerb.earlyStopping.description, TrainVerb.until.description,
      TrainVerb.checkpoint.description, TrainVerb.log.description, TrainVerb.logEvery.description,
    ])

  static func perform(_ call: VerbCall) throws -> Value {
    switch try call[run] {
    case .run(let run):
      guard call.body == nil else { throw call.wrongKind(Self.run, Self.run.expected) }
      if let other = call.arguments.named(except: ofMemory).first {
        throw RunFileProblem.optionOfRun(other.name)
      }
      for parameter in [model.description, data.description] where call.wrote(parameter) {
        throw RunFileProblem.optionOfRun(parameter.name)
      }
      if call.wrote(from.description) {
        try call.refuse(idle: fromStep.description, .beside(from.name))
      }
      let until = try call.condition(TrainVerb.until)?.closure
      // What it came to is kept; where it began need not be.
      if call.interpreter.recovery != nil { return try recover(run, until: until, call) }
      return try goOn(
        run.setup, from: checkpoint(of: run, call), of: run.setup.keptName, until: until, call)
    case .file(let path):
      for parameter in [from.description, fromStep.description] {
        try call.refuse(idle: parameter, .of("the file of a run, which holds one place of it"))
      }
      let file = try call.interpreter.readFile(path, limit: RunFile.limit)
      let read = try call.interpreter.vocabulary.files.reader(\.readRun, of: .run, in: file)
      let contents = try read(file)
      let setup = try setup(contents, path: path, call)
      let checkpoint: TrainingCheckpoint
      do {
        checkpoint = try TrainingCheckpoint(contents.stored, as: CheckpointNames(setup))
      } catch {
        throw LearningError.training(.checkpoint(error))
      }
      return try goOn(setup, from: checkpoint, call)
    }
  }

  /// Where the run stood: at the place that is named, otherwise where it is now.
  private static func checkpoint(of run: TrainingRun, _ call: VerbCall) throws -> TrainingCheckpoint
  {
    var step = try call.optional(fromStep)
    if let epoch = try call.optional(from) { step = try run.step(afterEpoch: epoch) }
    return try checkpoint(of: run, afterStep: step, call.interpreter)
  }

  /// What the run was after a step, or is at the moment that the statement sees.
  static func checkpoint(
    of run: TrainingRun, afterStep step: Int?, _ interpreter: Interpreter
  ) throws -> TrainingCheckpoint {
    if step == nil, !run.isHeld, run.isFinished {
      guard !run.isReleased else { throw HistoryProblem.run }
      guard let checkpoint = run.checkpoint else { throw RunFileProblem.notResumable }
      return checkpoint
    }
    return try run.checkpoint(
      afterStep: step ?? run.seen.step, isInterrupted: { interpreter.breathe() })
  }

  private static func recover(
    _ run: TrainingRun, until: (@Sendable ([String: Double]) -> Bool)?, _ call: VerbCall
  ) throws -> Value {
    let label = call.evaluator.context.boundName ?? ""
    let setup = run.setup.ofCopies(epochs: run.setup.options.epochs, label: label, until: until)
    return try TrainVerb.run(setup, from: nil, of: run.setup.keptName ?? "", call)
  }

  private static func goOn(
    _ setup: TrainingSetup, from checkpoint: TrainingCheckpoint, of parent: String? = nil,
    until: (@Sendable ([String: Double]) -> Bool)? = nil, _ call: VerbCall
  ) throws -> Value {
    var checkpoint = checkpoint
    if let rate = try call.optional(learningRate) {
      try setup.checkChange(of: learningRate.name, to: rate, epoch: 1)
      checkpoint.fixedRate = rate
      checkpoint.changes.append(
        RunChange(step: checkpoint.batch, name: learningRate.name, value: rate))
    }
    // Another model is told before anything else: more epochs would not help.
    try checkpoint.check(against: setup)
    var planned = checkpoint.identity.epochs
    if let more = try call.optional(epochs) {
      planned = checkpoint.epoch - 1 + more
    } else if checkpoint.isComplete {
      throw RunFileProblem.allEpochsDone(checkpoint.identity.epochs)
    }
    if setup.options.privacy != nil {
      call.interpreter.noteOnce(
        "who sees a private run and one that goes on from it another way sees the sum of their epsilons; "
          + "each draws noise of its own",
        of: "branches of a private run")
    }
    let label = call.evaluator.context.boundName ?? ""
    var setup = setup
    try setup.setLog { try TrainVerb.setLog(of: &$0, call) }
    return try TrainVerb.run(
      setup.ofCopies(epochs: planned, label: label, until: until), from: checkpoint,
      of: parent ?? "", call)
  }

  /// The training that the file describes, on the model and data at hand.
  private static func setup(
    _ contents: RunFile.Contents, path: String, _ call: VerbCall
  ) throws -> TrainingSetup {
    let given = Set(call.arguments.named.map(\.name))
    let open = contents.open.filter { !given.contains($0) }
    guard open.isEmpty else { throw RunFileProblem.openOptions(path: path, open) }
    let trainCall = try trainCall(contents, path: path, call)
    let steps = try call.body.map { try call.evaluator.steps(of: $0) }
    let models =
      try steps?.flatMap(\.models)
      ?? [call[model], trainCall.optional(TrainVerb.teacher)].compactMap { $0 }
    var dataset = try call.evaluator.ordered(
      call.prepared(call[data], data), for: models, at: call.span(of: data.description))
    if call.body == nil { dataset = try trainCall.weighted(dataset, by: TrainVerb.sampleWeight) }
    var options =
      call.body == nil
      ? try TrainVerb.options(trainCall, dataset) : try TrainVerb.sharedOptions(trainCall, dataset)
    let identity = contents.identity
    (options.seed, options.name) = (identity.seed, identity.name)
    (options.occurrence, options.maskOccurrence) = (identity.occurrence, identity.maskOccurrence)
    options.epochs = identity.epochs
    (options.batchSize, options.shuffles) = (identity.batchSize, identity.shuffles)
    (options.dtype, options.compatibility) = (contents.dtype, contents.compatibility)
    let written = call.sourceText(ofPositional: call.body == nil ? 2 : 1)
    options.dataName = written.isEmpty || written.count > 40 ? dataset.name : written
    guard let steps else {
      return try TrainingSetup(try call[model], on: dataset.train, options)
    }
    return try TrainingSetup(steps, on: dataset.train, options)
  }

  /// The options of the file as a call of `train`, with those that are named here in their place.
  private static func trainCall(
    _ contents: RunFile.Contents, path: String, _ call: VerbCall
  ) throws -> VerbCall {
    let signature = call.body == nil ? TrainVerb.signature : TrainVerb.bodySignature ?? signature
    var arguments = try call.evaluator.storedArguments(contents, for: signature, path: path)
    for argument in call.arguments.named(except: ownParameters) {
      arguments.named.removeAll { $0.name == argument.name }
      arguments.named.append(argument)
    }
    arguments.wordSpan = call.arguments.wordSpan
    return VerbCall(
      bound: try arguments.bound(to: signature), arguments: arguments, syntax: call.syntax,
      body: call.body, span: call.span, evaluator: call.evaluator,
      isBackground: call.isBackground)
  }
}

extension Evaluator {
  /// Evaluates the options in a file in a frame without names.
  ///
  /// The text comes from a stranger: it may hold numbers, words and formulas.
  fileprivate func storedArguments(
    _ contents: RunFile.Contents, for signature: Signature, path: String
  ) throws -> EvaluatedArguments {
    guard !contents.train.isEmpty else { return EvaluatedArguments(wordSpan: SourceSpan(0, 0)) }
    let text = "\(TrainVerb.signature.name) 0, 0, " + contents.train
    let parsed = Parser.parse(text)
    guard text.utf8.count < 1 << 20, parsed.diagnostics.isEmpty,
      parsed.program.statements.count == 1,
      case .expression(let expression) = parsed.program.statements[0].kind,
      case .command(let command) = expression.kind, command.body == nil,
      command.verb.text == TrainVerb.signature.name,
      command.arguments.allSatisfy({ StoredExpression(catalog).admits($0.value) }),
      Checker.check(parsed.program, catalog: catalog).isEmpty
    else { throw RunFileProblem.badOptions(path: path) }
    let reader = with {
      $0 = $0.at(text, in: Frame())
      $0.defaults = StoredDefaults(dtype: contents.dtype, compatibility: contents.compatibility)
    }
    do {
      return try reader.evaluate(
        Array(command.arguments.dropFirst(2)), for: signature, wordSpan: SourceSpan(0, 0))
    } catch is Diagnostic {
      throw RunFileProblem.badOptions(path: path)
    }
  }
}
