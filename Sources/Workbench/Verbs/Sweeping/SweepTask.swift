import Engine
import Formats
import Language
import Learning

/// One combination with one seed: the body of a sweep, statement by statement.
final class SweepTask: PooledTask {
  let combination: SweepCombination
  /// Its place among the combinations.
  let place: Int
  private unowned let sweep: Sweep
  private let evaluator: Evaluator
  private var frame: Frame?
  /// The models of the session by the copies of them that this task has.
  private var copied: [ObjectIdentifier: Model] = [:]
  private var position = 0
  private var value = Value.none
  /// What counts; `nil` until it is known.
  private(set) var measured: Measured?
  /// The epochs that its last training is to have next, where it goes on in rounds.
  private var nextEpochs: Int?
  private var lastCall: VerbCall?
  /// Rounds of halving that it has been through.
  private(set) var rounds = 0

  init(_ sweep: Sweep, _ combination: SweepCombination, at place: Int, seed: UInt64, label: String)
  {
    (self.sweep, self.combination, self.place) = (sweep, combination, place)
    evaluator = sweep.evaluator
    super.init(label, seed: seed, evaluator.session)
  }

  override func step() throws -> Bool {
    if let epochs = nextEpochs {
      nextEpochs = nil
      try goOn(to: epochs)
      return true
    }
    guard position < sweep.body.count else {
      measured = try Measured(value, runs.last, sweep.options)
      rounds += 1
      return false
    }
    let frame = frame ?? begin()
    let statement = sweep.body[position]
    leavesRunsOpen = Self.isDirect(statement)
    value = try evaluator.with {
      ($0.frame, $0.isTop, $0.pooled) = (frame, false, self)
      ($0.target, $0.boundName, $0.resultName) = (nil, nil, nil)
    }.execute(statement)
    position += 1
    return true
  }

  /// Whether a run that the statement begins is its value, so that nothing reads it before the next one.
  private static func isDirect(_ statement: Statement) -> Bool {
    let expression: Expression
    switch statement.kind {
    case .expression(let value): expression = value
    case .assignment(let targets, let value) where targets.count == 1 && targets[0].path.isEmpty:
      expression = value
    default: return false
    }
    switch expression.kind {
    case .command, .call: return true
    default: return false
    }
  }

  /// The names of the outside with those of the axes; models are copies, which only this task trains.
  private func begin() -> Frame {
    let frame = evaluator.frame.nested
    for name in sweep.mentioned {
      if case .model(let model)? = evaluator.frame[name] {
        let copy = model.copy()
        copied[ObjectIdentifier(copy)] = model
        frame.locals[name] = .model(copy)
      }
    }
    for (name, value) in combination.values { frame.locals[name] = value }
    self.frame = frame
    return frame
  }

  private var isLastStatement: Bool { position == sweep.body.count - 1 }

  override func adapt(_ setup: TrainingSetup, _ call: VerbCall) throws -> TrainingSetup {
    var setup = setup
    // A teacher is no start: only what is trained goes on from its weights.
    for case let original? in setup.models.map({ copied[ObjectIdentifier($0)] }) {
      sweep.noteStart(of: original)
    }
    let isOutside = setup.models.contains { model in
      model.parameters.contains { sweep.outerWeights.contains(ObjectIdentifier($0.variable)) }
    }
    if isOutside { setup = setup.ofCopies(epochs: setup.options.epochs, label: label) }
    guard isLastStatement else { return setup }
    if let name = sweep.options.by, !setup.seriesNames.contains(name) {
      throw SweepProblem.noMeasure(name, known: setup.seriesNames)
    }
    lastCall = call
    guard let halving = sweep.halving else { return setup }
    guard leavesRunsOpen else { throw SweepProblem.halvingWithoutTraining }
    return setup.planned(epochs: try halving.begin(setup.options.epochs))
  }

  override func foundation(of setup: TrainingSetup) -> ValueFingerprint? {
    guard sweep.isRepeatable else { return nil }
    let frame = frame ?? begin()
    return ValueFingerprint(
      [
        sweep.bodyText, "\(seed)", "\(runs.count) \(setup.options.epochs)",
        setup.options.dtype.name,
        "\(setup.options.compatibility)",
      ], sweep.mentioned.compactMap { name in frame[name].map { (name, $0) } })
  }

  /// In the next round its training goes on to so many epochs.
  func goOn(after epochs: Int) {
    (nextEpochs, isDone, measured) = (epochs, false, nil)
  }

  /// As if the training had never stood still.
  private func goOn(to epochs: Int) throws {
    guard let run = runs.last, let call = lastCall, case .finished? = run.outcome,
      let checkpoint = run.checkpoint, epochs > checkpoint.identity.epochs
    else { return }
    var setup = run.setup.planned(epochs: epochs)
    let parent = setup.keptName ?? ""
    (setup.keeper, setup.keptName) = (nil, nil)
    leavesRunsOpen = true
    value = .run(try begin(setup, from: checkpoint, of: parent, call))
  }

  override var hyperparameters: [EventSummary.Hyperparameter] {
    combination.values.map { name, value in
      switch value {
      case .bool(let bool): .init(name, .bool(bool))
      default: .init(name, value.number.map { .number($0) } ?? .text(SweepAxis.text(value)))
      }
    } + super.hyperparameters
  }

  override var logGroup: String { combination.label }

  override func forget() {
    super.forget()
    (frame, value, lastCall, copied) = (nil, .none, nil, [:])
  }
}
