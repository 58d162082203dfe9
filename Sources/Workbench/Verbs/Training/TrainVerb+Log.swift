import Catalog
import Exchange
import Formats
import Language
import Learning
import Support

// What a training tells TensorBoard.
extension TrainVerb {
  static let log = Parameter<String>.file(
    "log", "A folder in which TensorBoard can watch it: \"runs/a\".", shown: .nothing, files: [])
  static let logEvery = Parameter<Int>(
    "log_every",
    "With log=: histograms of weights and gradients after so many epochs each; 0 writes none.",
    default: 0, rule: "0 or more"
  ) { $0 >= 0 }

  /// Takes where the training is logged; a run that is gone on with has a place already.
  static func setLog(of options: inout TrainingOptions, _ call: VerbCall) throws {
    if let folder = try call.optional(log) {
      options.log = LogPlace(folder: folder, weightsEvery: options.log?.weightsEvery ?? 0)
    }
    guard options.log != nil else {
      return try call.refuse(
        idle: logEvery.description, .without(log.name, typed: "log=\"runs/a\""))
    }
    if call.wrote(logEvery.description) || call.bound.has(logEvery) {
      options.log?.weightsEvery = try call[logEvery]
    }
  }

  /// Begins the log of a training that begins, or goes on from another; `nil` where none is wanted. `label` tells it
  /// from others of its statement, and is a folder then. The training learns where its log is.
  static func startLog(
    of planned: inout PlannedTraining, _ call: VerbCall, label: String = "",
    parameters: [EventSummary.Hyperparameter]? = nil, group: String = ""
  ) throws -> TensorBoardLog? {
    let (interpreter, setup) = (call.interpreter, planned.setup)
    guard let place = setup.options.log, interpreter.writesFiles else { return nil }
    var folder = try interpreter.logFolder(place.folder)
    if !label.isEmpty { folder = folder.inside(LogFolder.name(of: label)) }
    let asked = folder
    if planned.checkpoint == nil { folder = folder.forNewRun() }
    var opening = TensorBoardLog.Opening()
    opening.text = text(of: setup, call)
    opening.parameters = parameters ?? chosen(by: setup)
    opening.group = group
    if setup.models.count == 1 { opening.graph = ModelDiagram(setup.models[0]).events }
    let log = try Problems.located(at: call.span(of: Self.log.description)) {
      try TensorBoardLog(place, in: folder, of: setup, opening)
    }
    planned.setup.logger = log
    if label.isEmpty { planned.setup.setLog { $0.log?.folder = folder.path } }
    interpreter.noteOnce(
      "`tensorboard --logdir \(Sanitizer.visible(place.folder))` shows how it goes", of: "log")
    if let there = interpreter.place(of: place.folder) {
      interpreter.host.emit(.aside("`tensorboard --logdir \(Sanitizer.visible(there))` from here"))
    }
    if folder.path != asked.path {
      interpreter.host.emit(
        .aside(
          "\(Sanitizer.visible(asked.path)) holds a training already: this one is logged in \(Sanitizer.visible(folder.path))"
        ))
    }
    return log
  }

  /// Says how a log ended: what of it was left out, and why it may have stopped.
  static func sayEnd(of log: TensorBoardLog?, at span: SourceSpan?, _ interpreter: Interpreter) {
    if let thinned = log?.thinned {
      interpreter.host.emit(.aside("the log has \(thinned), the first and the last among them"))
    }
    warn(of: log?.problem, at: span, interpreter)
  }

  /// Says why a file of a training ended before it, which went on without.
  static func warn(of problem: (any Error)?, at span: SourceSpan?, _ interpreter: Interpreter) {
    guard let problem else { return }
    var warning = Problems.diagnostic(for: problem, at: span)
    warning.severity = .warning
    interpreter.report(warning)
  }

  /// What a person would compare two trainings by.
  private static func chosen(by setup: TrainingSetup) -> [EventSummary.Hyperparameter] {
    let options = setup.options
    var found: [EventSummary.Hyperparameter] = [
      .init("model", .text(setup.title)), .init("data", .text(options.dataName)),
      .init("epochs", .number(Double(options.epochs))),
      .init("batch_size", .number(Double(options.batchSize))),
      .init("seed", .number(Double(options.seed))),
      .init(
        "parameters", .number(Double(setup.models.reduce(0) { $0 + $1.parameterCount }))),
    ]
    for step in setup.steps {
      let name = setup.steps.count == 1 ? "optimizer" : "\(step.name) optimizer"
      found.append(.init(name, .text(step.optimizer.text)))
    }
    if let loss = setup.supervision?.loss { found.append(.init("loss", .text(loss.text))) }
    return found
  }

  /// The lines that made what is trained, as they were typed, and the training with all that was chosen for it.
  private static func text(of setup: TrainingSetup, _ call: VerbCall) -> String {
    var mentioned = MentionedNames()
    for argument in call.syntax { mentioned.visit(argument.value) }
    mentioned.visit(call.body ?? [])
    let definitions = mentioned.names.sorted().compactMap { call.interpreter.definitions[$0] }
    let lines = definitions + [call.evaluator.text(of: call.span)]
    var sections = [code(lines.joined(separator: "\n"))]
    sections.append("In full:\n\n" + code(setup.sentence(with: setup.options.written)))
    return sections.joined(separator: "\n\n")
  }

  /// Text as it stands, in Markdown: a few thousand characters of it.
  private static func code(_ text: String) -> String {
    text.prefix(20_000).split(separator: "\n", omittingEmptySubsequences: false)
      .map { "    " + Sanitizer.visibleLine(String($0)) }.joined(separator: "\n")
  }
}
