import Engine
import Support

/// A training that lives on: a worker trains its own copy of the weights, everyone else reads.
///
/// Requests act between two steps only. The model itself changes when `updateModel` is called,
/// always on the thread that owns it.
package final class TrainingRun {
  /// What is trained, on what and how, with everything decided.
  package let setup: TrainingSetup
  let board = RunBoard()
  let snapshots: SnapshotStore
  /// `nil` once what it needs to go on was let go.
  var worker: TrainingWorker?
  private var thread: Worker?
  private var isStarted = false
  /// What readers see in place of the run as it is now; set by `hold`.
  private var held: RunMoment?

  /// Whether its user has thrown it away: nobody takes over what it comes to.
  package var isUnwanted = false
  /// Whether the program went on while it trained.
  package var isInBackground = false

  /// The models that are trained.
  package var models: [Model] { setup.models }
  /// The first of them; a training without steps has no other.
  package var model: Model { setup.models[0] }

  /// Plans everything: after this nothing is refused any more.
  ///
  /// With a checkpoint it goes on from there.
  package init(
    _ setup: TrainingSetup, from checkpoint: TrainingCheckpoint? = nil
  ) throws(LearningError) {
    self.setup = setup
    snapshots = SnapshotStore(budget: setup.options.snapshots)
    let worker = try TrainingWorker(
      setup, board: board, snapshots: snapshots, drawing: checkpoint?.draws)
    self.worker = worker
    let steps = saturatingProduct(setup.options.epochs, setup.stepsPerEpoch)
    let epochs = setup.options.epochs
    let names = setup.curveNames
    board.change { state in
      state.curves = names.map { _ in ThinnedSeries() }
      state.progress.losses = names.map { ($0, .nan) }
      state.progress.steps = steps
      state.progress.epochs = epochs
    }
    guard let checkpoint else { return }
    do {
      try checkpoint.check(against: setup, worker.state)
    } catch {
      throw .training(.checkpoint(error))
    }
    worker.restore(checkpoint)
  }

  /// A run of an earlier session, as it was when it ended with this outcome or was last kept.
  package convenience init(
    ended setup: TrainingSetup, at checkpoint: TrainingCheckpoint,
    as outcome: TrainingOutcome? = nil
  ) throws(LearningError) {
    try self.init(setup, from: checkpoint)
    isStarted = true
    // Its epochs may have been changed on the way.
    worker?.plannedEpochs = checkpoint.identity.epochs
    let steps = worker?.plannedSteps ?? 0
    board.change { state in
      state.progress.epochs = checkpoint.identity.epochs
      state.progress.steps = steps
      state.progress.epoch = checkpoint.position == 0 ? checkpoint.epoch - 1 : checkpoint.epoch
    }
    worker?.end(outcome ?? (checkpoint.isComplete ? .finished : .interrupted))
  }

  /// A run of an earlier session that had only begun.
  package convenience init(unbegun setup: TrainingSetup) throws(LearningError) {
    try self.init(setup)
    isStarted = true
    worker?.end(.interrupted)
  }

  /// Starts the worker; at once, and only once.
  package func start() {
    guard let worker, !isStarted else { preconditionFailure("a run is started once") }
    isStarted = true
    board.change { $0.progress.phase = .running }
    let handover = Handover(worker: worker)
    thread = Worker(name: "nabla run") {
      RunThread.$isCurrent.withValue(true) { handover.worker.run() }
    }
    // Without a thread to be had, the caller's does the work.
    if thread == nil {
      RunThread.$isCurrent.withValue(true) { Interrupt.ignoring { worker.run() } }
    }
  }

  /// How far it has come; from any thread.
  package var progress: TrainingProgress { board.read { $0.progress } }

  /// Set once the run has ended.
  package var outcome: TrainingOutcome? { board.read { $0.outcome } }

  /// Whether it has ended, in whatever way; a paused run has not.
  package var isFinished: Bool { board.read { $0.outcome != nil } }

  /// Whether somebody ended it before its time: its user, or the end of the program.
  package var wasEnded: Bool {
    switch outcome {
    case .stopped?, .interrupted?: true
    default: false
    }
  }

  /// The losses of single batches in one step of the training, from a position on; what was read
  /// before need not be copied again.
  package func stepLosses(of curve: Int = 0, since position: Int = 0) -> [Double] {
    stepSeries(of: curve).kept(since: position)
  }

  /// The same as they are kept; no copy.
  package func stepSeries(of curve: Int) -> ThinnedSeries<Double> {
    board.read { $0.curves[curve] }
  }

  /// The epochs finished so far; of very many not each.
  package func epochs() -> [EpochRecord] { epochSeries.elements }

  /// The same as they are kept; no copy.
  package var epochSeries: ThinnedSeries<EpochRecord> { board.read { $0.epochs } }

  /// The newest that is finished; `nil` before the first.
  package var lastEpoch: EpochRecord? { board.read { $0.epochs.last } }

  /// What there is to see of the run: the moment that is held, otherwise the run as it is now.
  package var seen: RunMoment { held ?? board.read { $0.moment(weights: []) } }

  /// Whether readers see a moment in place of the run as it is now.
  package var isHeld: Bool { held != nil }

  /// Shows readers this moment, with its weights in the models, until `nil` is held.
  package func hold(_ moment: RunMoment?) {
    held = moment
    if let moment { write(moment) }
  }

  /// Shows readers this moment while the closure runs; then the models have what they had before.
  package func showing(_ moment: RunMoment, _ body: () throws -> Void) rethrows {
    let before = setup.variables.map(\.variable.value)
    hold(moment)
    defer {
      held = nil
      for (weight, value) in zip(setup.variables, before) { weight.variable.set(value) }
    }
    try body()
  }

  /// A series by name, one value an epoch: `loss`, `accuracy`, `val_loss`, `D`.
  package func series(_ name: String) -> [Double]? {
    // The curve of a single step has its name too.
    let name = setup.steps.count == 1 && name == setup.steps[0].name ? "loss" : name
    let values = seen.epochs.compactMap { $0.value(name) }
    return values.isEmpty && !seriesNames.contains(name) ? nil : values
  }

  /// The numbers of the epochs that `series` has a value for, counted from 1.
  package var epochNumbers: [Int] { seen.epochs.map(\.epoch) }

  /// What `series` knows by name, one value an epoch.
  package var seriesNames: [String] { setup.seriesNames }

  /// The losses that are made small, one curve each.
  package var curveNames: [String] { setup.curveNames }

  /// Ends the run after the step that is being computed; the weights are kept. It says whether its user
  /// stopped it or the program came to its end.
  package func requestStop(isProgramEnding: Bool = false) {
    board.change { state in
      if !state.requests.stops { state.requests.isProgramEnding = isProgramEnding }
      state.requests.stops = true
    }
    board.bell.ring()
  }

  /// Holds the run between two steps until `resume`.
  package func requestPause() { board.change { $0.requests.pauses = true } }

  /// Lets a run go on that is paused, or was asked to pause.
  package func resume() {
    board.change { state in
      state.requests.pauses = false
      // It goes on as soon as its thread wakes.
      if state.progress.phase == .paused { state.progress.phase = .running }
    }
    board.bell.ring()
  }

  /// Acts at the next step, or after the update of the given one.
  ///
  /// Settings are to be checked before: see `TrainingSetup.check`.
  package func intervene(_ intervention: Intervention, afterStep step: Int? = nil) {
    board.change { state in
      switch (step, intervention) {
      case (let step?, _): state.requests.interventions[step, default: []].append(intervention)
      case (nil, .stop): state.requests.stops = true
      case (nil, .interrupt): (state.requests.stops, state.requests.isProgramEnding) = (true, true)
      case (nil, .set): state.requests.changes.append(intervention)
      case (nil, .keepMoment): state.requests.wantsMoment = true
      }
    }
    board.bell.ring()
  }

  /// What went wrong so far, each kind once.
  package var troubles: [TroubleReport] { board.read { $0.troubles } }

  /// What was changed so far, with the steps.
  package var changes: [RunChange] { board.read { $0.changes } }

  /// A moment that was asked for in advance and has come.
  package func moment(at step: Int) -> RunMoment? { board.read { $0.kept[step] } }

  /// Whether the run has ended, but its state is still being written down.
  package var isKeeping: Bool { board.read { $0.isKeeping } }

  /// Waits until the run's thread has done all that it has to, such as keeping its state on the disk.
  package func join() { thread?.join() }

  /// Calls the closure on the run's own thread when it pauses, goes on, gets into trouble, or ends.
  package func observe(_ body: (@Sendable () -> Void)?) { board.observe(body) }

  /// All that was measured so far, and the steps that are done.
  var past: (curves: [ThinnedSeries<Double>], epochs: ThinnedSeries<EpochRecord>, step: Int) {
    board.read { ($0.curves, $0.epochs, $0.progress.step) }
  }

  /// Waits for the end, at most so long; answers whether it has come.
  @discardableResult
  package func wait(seconds: Double = .infinity) -> Bool {
    board.bell.wait(seconds: seconds) { board.read { $0.outcome != nil } }
  }

  /// The run after the last finished step while it is on, or paused; the kept weights afterwards.
  package func look() -> RunMoment {
    if !isFinished, isStarted {
      board.change { $0.requests.wantsMoment = true }
      board.bell.ring()
      _ = board.bell.wait(seconds: .infinity) {
        board.read { !$0.requests.wantsMoment || $0.outcome != nil }
      }
    }
    return board.read { $0.newest ?? $0.moment(weights: []) }
  }

  /// Writes the newest weights into the models; answers the step they belong to.
  @discardableResult
  package func updateModel() -> Int {
    let moment = look()
    write(moment)
    return moment.step
  }

  private func write(_ moment: RunMoment) {
    for (weight, value) in zip(setup.variables, moment.weights) { weight.variable.set(value) }
  }

  /// What the run needs to go on; `nil` while it is on, and after numbers that were not finite.
  package var checkpoint: TrainingCheckpoint? {
    switch outcome {
    case nil, .failed?: nil
    default: worker?.checkpoint()
    }
  }

  /// A 64-bit fingerprint of the newest weights that were handed out.
  package var weightHash: UInt64? { board.read { $0.newest }.map { WeightHash.of($0.weights) } }
}

/// Carries a worker to its thread.
private struct Handover: @unchecked Sendable {
  // Sendable: the run keeps the worker alive but never touches it between `start` and its end.
  let worker: TrainingWorker
}

/// Whether a training computes on this thread: what it calls must not wait for it.
package enum RunThread {
  /// True while the worker of a run computes here.
  @TaskLocal package static var isCurrent = false
}
