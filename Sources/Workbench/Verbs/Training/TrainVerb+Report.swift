import Catalog
import Data
import Language
import Learning

extension TrainVerb {
  /// The completed sentence where something was left out, then the warnings.
  static func report(_ setup: TrainingSetup, _ call: VerbCall) throws {
    let interpreter = call.interpreter
    var chosen = ParameterSet(epochs.description, batchSize.description)
    if setup.supervision != nil {
      chosen = chosen.union(
        ParameterSet(optimizer.description, loss.description, metrics.description))
    }
    if !chosen.areAll(among: call.arguments.named.map(\.name)) {
      interpreter.note(setup.sentence(with: setup.options.written))
    }
    if let note = weightsNote(setup) { interpreter.note(note) }
    sayPrivacy(setup, call)
    let words = LintText(
      classes: setup.options.classNames,
      columns: setup.training.inputs.count == 1 ? setup.options.columnNames : [])
    for lint in setup.lints {
      var diagnostic = words.diagnostic(lint)
      diagnostic.span =
        lint.argument.map { call.span(of: parameter($0)) } ?? call.arguments.wordSpan
      if interpreter.isStrict {
        diagnostic.severity = .error
        throw diagnostic
      }
      interpreter.report(diagnostic)
    }
  }

  private static func parameter(_ argument: Lint.Argument) -> ParameterDescription {
    switch argument {
    case .loss: loss.description
    case .validation: validation.description
    case .batchSize: batchSize.description
    case .optimizer: optimizer.description
    case .metrics: metrics.description
    case .shuffle: shuffle.description
    case .privacy: privacy.description
    }
  }

  /// Features that are the target in other words, and targets that are all the same.
  static func reportLeaks(of dataset: Dataset, _ call: VerbCall) throws {
    let (target, place) = (dataset.target ?? "", call.arguments.wordSpan)
    var found = dataset.leaks.map { Problems.leak($0, of: target, at: place) }
    found += dataset.computedFromTarget.prefix(3).map {
      Problems.fromTarget($0, target: target, at: place)
    }
    found += dataset.sharedGroups.map { Problems.sharedGroup($0, at: place) }
    if let name = dataset.onlyClass { found.append(Problems.oneClass(name, of: target, at: place)) }
    for var diagnostic in found {
      if call.interpreter.isStrict {
        diagnostic.severity = .error
        throw diagnostic
      }
      call.interpreter.report(diagnostic)
    }
  }

  /// A loss of predictions alone is no place for weights: what it reads of them is what they are now.
  private static func weightsNote(_ setup: TrainingSetup) -> String? {
    guard let supervision = setup.supervision,
      case .function(let loss as FunctionValue) = supervision.loss
    else { return nil }
    let variables = Set(supervision.model.parameters.map { ObjectIdentifier($0.variable) })
    let read = (loss.captured ?? [:]).sorted { $0.key < $1.key }.first { _, value in
      let model: Model? =
        switch value {
        case .model(let model), .layer(let model, _): model
        default: nil
        }
      return model?.parameters.contains { variables.contains(ObjectIdentifier($0.variable)) }
        ?? false
    }
    return read.map {
      "the loss reads \($0.key) as it is now, and does not follow its weights: "
        + "`kernel_regularizer=l2(0.01)` in a layer does"
    }
  }

  /// The options that the sentence does not decide, as they are written.
  static func others(_ call: VerbCall) -> [String] {
    let decided = ParameterSet(
      model.description, data.description, epochs.description, batchSize.description,
      optimizer.description, loss.description, metrics.description, teacher.description,
      temperature.description, alpha.description)
    let known = Set(signature.parameters.map(\.name))
    return call.syntax.compactMap { argument in
      guard let label = argument.label?.text, !decided.contains(argumentNamed: label),
        known.contains(label)
      else { return nil }
      return call.evaluator.text(of: argument.span)
    }
  }

  /// The run line, the curves for sessions, and what went wrong if something did.
  ///
  /// Answers why it failed, which is told at the place where it was started.
  static func finish(
    _ run: TrainingRun, name: String, wasShown: Bool, at place: SourcePlace,
    _ interpreter: Interpreter
  ) -> Diagnostic? {
    for output in outputs(of: run, name: name, wasShown: wasShown) {
      interpreter.host.emit(output)
    }
    guard case .failed(let report)? = run.outcome else { return nil }
    let problem = Problems.worded(report, at: place.span)
    interpreter.host.emit(
      .diagnostic(problem, source: place.source, firstLine: place.firstLine))
    return problem
  }

  /// What a run says at its end; with `endsHere` as if it had been stopped where it is seen.
  static func outputs(
    of run: TrainingRun, name: String, wasShown: Bool = false, endsHere: Bool = false
  ) -> [Output] {
    // What was watched ended with the last epoch; which weights were taken back is news.
    let isKnown =
      if case .stoppedEarly? = run.outcome { false } else { wasShown }
    var outputs: [Output] = [
      .runLine(RunText.report(run, endsHere: endsHere), wasShownLive: isKnown),
      .aside(RunText.footer(run)),
    ]
    let series = run.seriesNames.compactMap { name in run.series(name).map { (name, $0) } }
    let epochs = run.seen.epochs.stride > 1 ? run.epochNumbers : []
    if !series.isEmpty {
      outputs.append(.curve(name: name.isEmpty ? "run" : name, epochs: epochs, series: series))
    }
    return outputs
  }
}
