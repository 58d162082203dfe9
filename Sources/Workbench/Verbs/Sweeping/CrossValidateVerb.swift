import Catalog
import Data
import Engine
import Language
import Learning
import Support

/// `cross_validate m, d, folds=5`: trains as often as there are folds, each time measured on other rows.
enum CrossValidateVerb: Verb {
  static let folds = Parameter<Int>(
    "folds", "Into how many parts the rows are dealt; each is held out once.", default: 5,
    rule: "2 to 1,000"
  ) { (2...1_000).contains($0) }
  private static let seeds = Parameter<Int>(
    "seeds", "How often all of it is done, with the seeds s, s + 1, … .", default: 1,
    rule: "1 to 100"
  ) { (1...100).contains($0) }
  private static let by = Parameter<String>.text(
    "by", "A column whose equal values stay in one fold, such as \"patient\".", shown: .nothing)

  /// What `train` takes, but for what each fold has of its own.
  private static var trainParameters: [ParameterDescription] {
    let own = ParameterSet(
      TrainVerb.model.description, TrainVerb.data.description, TrainVerb.validation.description,
      TrainVerb.checkpoint.description)
    return TrainVerb.signature.parameters.filter {
      !own.contains($0) && $0.name != TrainVerb.validationSplit.name
    }
  }

  static let signature = Signature(
    "cross_validate", .verb,
    "trains on all parts of the data but one, in turn, and measures on that one",
    example: "cross_validate m, d, folds=3, epochs=2",
    [
      TrainVerb.model.description, TrainVerb.data.description, folds.description, seeds.description,
      by.description,
    ] + trainParameters,
    details: """
      f = cross_validate m, d, folds=5, epochs=20, optimizer=adam(0.01)

      The rows are those of training; a test part stays untouched. Each fold begins with fresh weights of the model's
      lines, and the steps of its data learn from its own training rows. Where the target is a class, folds have the
      classes in their shares, as in scikit-learn's StratifiedKFold: sizes, and counts of each class, differ by 1 at
      most. by="patient" keeps rows of one patient together, as GroupKFold does. Of windows and of rows with `lag`,
      which hold what their neighbours hold, folds are blocks in order, and rows that share something with the block are
      left out of training. What early stopping, reduce_on_plateau and until= watch is a tenth of a fold's training
      rows, so that the rows held out only judge. sample_weight has a number for each row that is dealt. Folds run side by side.

      The report has a row for each fold, the mean and the standard deviation ±. f.loss, f.accuracy, … are means;
      f.spread has the deviations, f.folds the rows, f.baseline what always answering the most frequent class, or
      the mean, comes to on the same rows.
      """, effects: [.trains, .givesValue])

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[TrainVerb.model]
    let data = try call[TrainVerb.data]
    let folds = try call[folds]
    guard !model.source.isEmpty else { throw SweepProblem.notMadeAnew(model: model.name) }
    let name = call.sourceText(ofPositional: 1)
    let spoken = name.isEmpty || name.count > 40 ? data.name : name
    guard !data.hasLearntForGood else { throw SweepProblem.learntForGood(data: spoken) }
    let column = try call.optional(by)
    let groups = try column.map { column in
      guard let groups = data.foldGroups(by: column) else {
        throw SweepProblem.groupColumn(column, known: data.foldColumns)
      }
      return groups
    }
    let parts = groups.map { Set($0).count } ?? data.foldRowCount
    guard parts >= folds else {
      throw SweepProblem.folds(folds, rows: parts, groups: column)
    }
    let neighbours = data.foldNeighbours
    if let column, neighbours?.areCutLater == true { throw SweepProblem.groupsInTime(column) }
    let classes = groups == nil && neighbours == nil ? data.foldClasses : nil
    let weights = try call.foldWeights(data)
    try warn(of: classes, data, folds, call)
    let seed = call.interpreter.options.seed
    let seeds = try call[seeds]
    let watches = try watchesValidation(call)
    var tasks: [FoldTask] = []
    for number in 0..<seeds {
      let seed = seed &+ UInt64(number)
      let stream = RandomStream(
        seed: seed, purpose: .data, name: "folds of \(data.foldRowCount) rows", occurrence: 0)
      let places =
        groups == nil && neighbours != nil
        ? Folds.blocks(of: neighbours?.order ?? [], folds)
        : Folds.places(of: data.foldRowCount, folds, classes: classes, groups: groups, stream)
      for fold in 0..<folds {
        var rows = FoldRows(places, fold, neighbours)
        if watches {
          rows.watchSome(classes: classes, groups: groups, neighbours, seed: seed)
        }
        guard !rows.training.isEmpty else { throw SweepProblem.allBeside(folds: folds) }
        tasks.append(
          FoldTask(
            call, model, data, rows, weights: weights, fold: fold + 1, of: folds, seed: seed,
            isRepeated: seeds > 1))
      }
    }
    let pool = TrainingPool(call.interpreter, title: signature.name)
    pool.keptRuns = { tasks.flatMap(\.runs) }
    pool.onDone = { $0.forgetRuns() }
    pool.run(tasks)
    if let failed = tasks.first(where: { $0.failure != nil }), let problem = failed.failure {
      throw problem
    }
    (tasks as [PooledTask]).emitOutputs(to: call.interpreter)
    let way: FoldReport.Way =
      if let column { .groups(column) } else if neighbours != nil { .blocks } else {
        classes == nil ? .rows : .classes
      }
    let report = FoldReport(
      tasks, title: "\(folds) folds of \(spoken) for \(model.name)", way,
      isStopped: pool.wasStopped(tasks), hasTest: data.test != nil, seeds: seeds,
      leftOut: tasks.map(\.rows.leftOut).max() ?? 0,
      watched: watches ? tasks.map(\.rows.watched.count).min() : nil)
    report.line(named: call.evaluator.context.boundName).map { call.interpreter.host.emit($0) }
    return .report(report.value)
  }

  /// Whether a training decides by rows that it does not learn from: when it ends, or how fast it learns.
  private static func watchesValidation(_ call: VerbCall) throws -> Bool {
    var options = TrainingOptions()
    options.earlyStopping = try call.optional(TrainVerb.earlyStopping)
    options.optimizer = try call[TrainVerb.optimizer]
    let until = call.syntax.first { $0.label?.text == TrainVerb.until.name }
    return options.watchesValidation
      || until.map { call.evaluator.text(of: $0.value.span).contains("val_") } ?? false
  }

  /// Folds without a class say nothing of it.
  private static func warn(
    of classes: [Int]?, _ data: Dataset, _ folds: Int, _ call: VerbCall
  ) throws {
    guard let classes else { return }
    var counts: [Int: Int] = [:]
    for label in classes { counts[label, default: 0] += 1 }
    guard let rarest = counts.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      rarest.value < folds
    else { return }
    let names = data.classNames
    let name = names.indices.contains(rarest.key) ? names[rarest.key] : "\(rarest.key)"
    var diagnostic = Problems.rareClass(
      name, rows: rarest.value, folds: folds, at: call.span(of: Self.folds.description))
    if call.interpreter.isStrict {
      diagnostic.severity = .error
      throw diagnostic
    }
    call.interpreter.report(diagnostic)
  }
}
