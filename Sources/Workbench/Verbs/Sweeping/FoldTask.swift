import Catalog
import Data
import Engine
import Language
import Learning

/// One fold of a cross-validation with one seed: a fresh model on its training rows, measured on those held out.
final class FoldTask: PooledTask {
  let fold: Int
  /// How many rows are held out.
  var rowCount: Int { rows.held.count }
  let rows: FoldRows
  /// The seed, where all is done with several.
  let shownSeed: UInt64?
  private let call: VerbCall
  private let model: Model
  private let data: Dataset
  private let weights: FoldWeights?
  private var prepared: Dataset?
  /// Loss and metrics over the rows held out.
  private(set) var measured: [(name: String, value: Double)] = []
  /// What always answering the same comes to, by the measure of that name.
  private(set) var baseline: (name: String, value: Double)?

  init(
    _ call: VerbCall, _ model: Model, _ data: Dataset, _ rows: FoldRows, weights: FoldWeights?,
    fold: Int, of folds: Int, seed: UInt64, isRepeated: Bool
  ) {
    (self.call, self.model, self.data, self.rows) = (call, model, data, rows)
    (self.weights, self.fold, shownSeed) = (weights, fold, isRepeated ? seed : nil)
    super.init("fold \(fold) of \(folds), seed \(seed)", seed: seed, call.interpreter)
  }

  override func step() throws -> Bool {
    guard let run = runs.last else {
      try begin()
      return true
    }
    try measure(run)
    prepared = nil
    return false
  }

  private func begin() throws {
    let prepared = try prepared(of: rows, for: nil)
    self.prepared = prepared
    let fresh = try call.evaluator.remade(
      model, for: prepared, at: call.span(of: TrainVerb.model.description))
    var options = try TrainVerb.options(call, prepared)
    options.test = nil
    if !rows.watched.isEmpty {
      options.validation = try self.prepared(of: rows.watching, for: fresh).validation
    }
    var setup = try TrainingSetup(fresh, on: prepared.train, options)
    call.interpreter.countDraws(of: &setup)
    leavesRunsOpen = true
    _ = try train(setup, from: nil, of: nil, call)
  }

  /// The data with some rows as validation; `model` was made for the same training rows already.
  private func prepared(of rows: FoldRows, for model: Model?) throws -> Dataset {
    let span = call.span(of: TrainVerb.data.description)
    let parts = try Problems.located(at: span) {
      try call.evaluator.calling {
        try data.holdingOut(rows.measured, training: rows.training, call.evaluator.dataContext())
      }
    }
    let prepared = try call.evaluator.ordered(
      call.evaluator.prepared(parts, as: data.name, for: model, at: span), for: [self.model],
      at: span)
    return try call.weighted(prepared, by: weights, rows)
  }

  private func measure(_ run: TrainingRun) throws {
    guard let prepared, let rows = prepared.validation, let trained = run.setup.supervision else {
      return
    }
    var judging = Judging()
    judging.keepsScores = true
    let evaluation = try Evaluation(
      of: run.model, on: rows, loss: trained.loss, metrics: trained.metrics,
      units: TargetUnits(prepared.recipe), judging: judging, data: label,
      threads: call.interpreter.options.threads)
    measured = evaluation.rows.compactMap { row in
      if case .number(let number) = row.value { (row.name, number) } else { nil }
    }
    func add(_ name: String, _ value: Double) {
      if !measured.contains(where: { $0.name == name }) { measured.append((name, value)) }
    }
    switch evaluation.judgement {
    case .classes(let found): baseline = found.majority.map { ("accuracy", $0.share) }
    case .numbers(let found):
      add("mean_absolute_error", found.errors.meanAbsolute)
      add("r2_score", found.errors.r2)
      baseline = ("mean_absolute_error", found.baseline.meanAbsolute)
    case nil: break
    }
  }

  override func foundation(of setup: TrainingSetup) -> ValueFingerprint? {
    guard setup.training.byteCount <= ValueFingerprint.weightBytes,
      !call.syntax.contains(where: { CommandSearch.finds(in: $0.value) })
    else { return nil }
    var mentioned = MentionedNames()
    for argument in call.syntax { mentioned.visit(argument.value) }
    let options = setup.options
    return ValueFingerprint(
      [
        call.evaluator.text(of: call.span), label, options.dtype.name, "\(options.compatibility)",
        model.source,
      ],
      [("rows", .dataset(data)), ("weights", .model(setup.models[0]))]
        + mentioned.names.sorted().compactMap { name in
          call.evaluator.frame[name].map { (name, $0) }
        })
  }
}

extension Evaluator {
  /// The model with fresh weights, drawn with the seed in force; as wide as the rows where their columns have become
  /// others.
  func remade(_ model: Model, for data: Dataset, at span: SourceSpan) throws -> Model {
    let parsed = Parser.parse(model.source)
    guard parsed.diagnostics.isEmpty, parsed.program.statements.count == 1,
      case .expression(let expression) = parsed.program.statements[0].kind,
      case .model(let syntax) = expression.kind
    else { throw SweepProblem.notMadeAnew(model: model.name) }
    var inputs = model.inputs
    if inputs.count == 1, data.recipe != nil, inputs[0].shape.rank == 1, data.sampleShape.rank == 1
    {
      inputs[0].shape = data.sampleShape
    }
    let reader = with {
      $0 = $0.at(model.source, in: Frame())
      $0.defaults = StoredDefaults(dtype: model.dtype, compatibility: model.compatibility)
    }
    do {
      let lines = try reader.describe(syntax.lines)
      let made = try calling {
        try Model(
          name: model.name, inputs: inputs, lines: lines, seed: session.options.seed,
          occurrence: { session.random.nextOccurrence(.initialization, $0) }, dtype: model.dtype)
      }
      (made.compatibility, made.source, made.recipe) = (
        model.compatibility, model.source, data.recipe
      )
      return made
    } catch {
      var problem = Problems.diagnostic(for: error, at: nil)
      problem.span = span
      throw problem
    }
  }
}
