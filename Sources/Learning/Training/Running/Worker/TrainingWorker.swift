import Engine

/// The loop of a run, on its own thread: steps, epochs, validation, requests.
///
/// Everything it needs is planned before it starts; a step allocates next to nothing and cannot
/// be refused.
final class TrainingWorker {
  let setup: TrainingSetup
  let board: RunBoard
  let snapshots: SnapshotStore
  let state: TrainingState
  var runners: [StepRunner]
  /// The steps as they are now: their optimizers may have other numbers than at the start.
  var steps: [TrainingStep]
  let team: ThreadTeam?
  let validation: EvaluationPlan?
  /// What all of this needs, as it was known before any of it was taken.
  let memory: TrainingMemory
  let shuffling: RandomStream
  /// The order of all samples in the epoch, or of those of a client that are its turn.
  var order: [Int] = []
  /// Which part of a federated training `order` is.
  var orderPlace: [Int] = []
  var startTime = 0.0
  var endSeconds: Double?
  var epochStartTime = 0.0
  private var lastReport = 0.0
  var pending = PendingLosses()
  private var trouble: TroubleWatch
  private var recordNames: [String] = []
  /// How long all snapshots took together.
  var snapshotTimes = SnapshotTimes()
  /// When the run is kept on the disk.
  var keeping = KeepingTimes()
  /// How fast it goes.
  var speed = RunSpeed()

  // Where the run stands: what a checkpoint holds beside the memory of `state`.
  /// The current epoch, counted from 1, and how many of its samples were seen.
  var epoch = 1
  var position = 0
  /// Batches done, over all epochs.
  var batch = 0
  /// Samples in a batch, by what was planned or changed since; the last of an epoch may be smaller.
  var batchSize: Int
  /// The last epoch, by what was planned or changed since.
  var plannedEpochs: Int
  var fixedRate: Double?
  var best: BestEpoch?
  /// Over the current epoch so far: the loss of each step, and the metrics.
  var means: [RunningMean]
  var tally: MetricTally
  var nextStepTime = 0.0
  /// Whether somebody wants to see all numbers of the next step.
  var showsNextStep = false
  /// The loss of each step in the last batch.
  var losses: [Double]
  var lastLoss: Double?
  /// Seconds of the runs that this one goes on from.
  var earlierSeconds = 0.0
  /// What private steps have spent, of each client or in one.
  var ledgers: [PrivacyLedger]
  /// What the round of a federated training has come to.
  var round: FederatedRound?
  /// What is still to be told of single batches; `nil` where nobody is told.
  var log: PendingLog?
  /// The way back if an update itself overflows, which guards cannot see.
  var epochStart: (batch: Int, weights: [Tensor])

  /// `earlier` names the draws of the private run that is gone on with.
  init(
    _ setup: TrainingSetup, board: RunBoard,
    snapshots: SnapshotStore = SnapshotStore(budget: SnapshotBudget(bytes: 0)),
    drawing earlier: PrivateDraws.Key? = nil
  ) throws(LearningError) {
    let state = TrainingState(setup)
    var setup = setup
    setup.privateDraws = setup.options.privacy.map { _ in
      PrivateDraws(setup, state.values, from: earlier)
    }
    self.setup = setup
    steps = setup.steps
    self.board = board
    self.snapshots = snapshots
    let options = setup.options
    let team = ThreadTeam.of(options.threads)
    self.state = state
    self.team = team
    plannedEpochs = options.epochs
    batchSize = options.batchSize
    var runners: [StepRunner] = []
    for index in setup.steps.indices {
      runners.append(try StepRunner(setup, step: index, state: state, team: team))
    }
    self.runners = runners
    validation = try EvaluationPlan(validating: setup, state, team: team)
    memory = TrainingMemory(
      setup, state, runners.flatMap(\.plans),
      evaluations: (validation?.plans ?? [])
        + (setup.options.privacy == nil ? [] : runners.flatMap { $0.runs.map(\.plan) }),
      sums: runners.reduce(0) { saturatingSum($0, $1.sumByteCount) })
    try memory.check(setup)
    // From here on memory is taken.
    for model in setup.adaptable {
      try Adaptation.run(model, on: setup.training, replacing: state.replacing, team: team)
    }
    trouble = TroubleWatch(setup, state)
    epochStart = (0, state.values)
    let arena = ArenaMemory(byteCount: memory.arenaByteCount)
    for plan in runners.flatMap(\.runs) { plan.prepare(in: arena) }
    validation?.prepare(in: arena)
    shuffling = RandomStream(
      seed: options.seed, purpose: .shuffle, name: setup.drawnOrder, occurrence: options.occurrence)
    order = Array(0..<setup.training.count)
    ledgers =
      setup.options.privacy == nil
      ? [] : (0..<(setup.federation?.clients.count ?? 1)).map { _ in PrivacyLedger() }
    round = setup.federation.map { FederatedRound($0, state.values) }
    means = setup.emptyMeans
    tally = setup.emptyTally
    losses = setup.steps.map { _ in .nan }
    best = options.earlyStopping.map { BestEpoch($0, watching: setup.monitored) }
    log = setup.logger.map { _ in PendingLog() }
  }

  func run() {
    startTime = monotonicSeconds()
    lastReport = startTime
    speed.begin(at: startTime)
    // What is killed at once has at least begun.
    keep()
    keepSnapshot()
    beginLog()
    // What is planned for this place is done before the first step.
    var end = board.isAsked ? obeyPlanned() : nil
    while end == nil, epoch <= plannedEpochs { end = runEpoch() }
    let (outcome, keeps) = (end ?? .finished, setup.keeper != nil)
    endLog(outcome)
    board.change { $0.isKeeping = keeps }
    finish(outcome)
    setup.keeper?(checkpoint(), outcome)
    board.change { $0.isKeeping = false }
  }

  /// What is left of one pass over the samples; answers why the run ends, if it does.
  private func runEpoch() -> TrainingOutcome? {
    epochStartTime = monotonicSeconds()
    beginOrder()
    if position == 0, batch != epochStart.batch {
      // The old copy goes before the new one comes: one is enough.
      epochStart.weights = []
      epochStart = (batch, state.values)
    }
    let length = setup.length(batchSize: batchSize)
    while position < length {
      let drawn = nextBatch()
      let failure = runBatch(drawn)
      logBatch(drawn)
      if let failure { return failure }
      speed.add(samples: drawn.positions.count)
      position = drawn.end
      endBatch(drawn, of: length)
      if let outcome = publish(of: length) { return outcome }
      if position < length, TrainingCheckpoint.isLandmark(batch) { keepSnapshot() }
    }
    let outcome = close()
    // A validation that was stopped is repeated when the run goes on.
    switch outcome {
    case .stopped?, .interrupted?: return outcome
    default: break
    }
    epoch += 1
    position = 0
    (means, tally) = (setup.emptyMeans, setup.emptyTally)
    setup.onCheckpoint?(checkpoint())
    keepSnapshot()
    keepIfDue()
    guard outcome == nil, board.isAsked else { return outcome }
    return obey(board.read { $0.requests })
  }

  /// Of this run and of those that it goes on from.
  var secondsSoFar: Double {
    if let endSeconds { return endSeconds }
    return startTime == 0 ? earlierSeconds : earlierSeconds + monotonicSeconds() - startTime
  }

  /// All steps, one after the other, on one batch.
  private func runBatch(_ drawn: DrawnBatch) -> TrainingOutcome? {
    batch += 1
    prune()
    return showsNextStep ? showBatch(drawn) : runSteps(drawn)
  }

  func runSteps(_ drawn: DrawnBatch) -> TrainingOutcome? {
    for (index, runner) in runners.enumerated() {
      var sum = 0.0
      for _ in 0..<runner.step.repetitions {
        guard
          let result = runner.run(
            setup.training, drawn, fixedRate: fixedRate, batch: batch, measure: measure)
        else { continue }
        guard result.isUpdated else { return fail(runner, result, drawn) }
        sum += result.loss.value
        means[index].add(result.loss)
        round?.means[drawn.client].add(result.loss)
      }
      losses[index] = sum / Double(runner.step.repetitions)
    }
    lastLoss = losses.last
    return nil
  }

  private func measure(_ plan: StepPlan) {
    guard setup.supervision != nil else { return }
    tally.add(measures: plan.measured)
    guard tally.needsPredictions, let predictions = plan.predictions else { return }
    tally.add(
      targets: plan.targets, predictions: predictions, mask: plan.mask, weights: plan.weights)
  }

  /// Does what was asked for, and tells how the batches went when it is time.
  private func publish(of length: Int) -> TrainingOutcome? {
    pending.append(losses)
    guard board.isAsked || pending.isDue else { return nil }
    let requests = tell()
    // Epochs may take hours.
    if position < length { keepIfDue() }
    // What is asked for at the end of an epoch is done when the epoch is closed.
    guard !requests.isEmpty, position < length else { return nil }
    return obey(requests)
  }

  /// Tells how the last batches went; answers what is being asked for.
  @discardableResult
  func tell() -> RunBoard.Requests {
    let now = monotonicSeconds()
    let requests = board.publish(
      losses: pending.losses, batches: pending.batches, means: means, epoch: epoch,
      rate: runners[0].rate, seconds: earlierSeconds + now - startTime,
      speed: speed.measured(at: now, pace: askedPace))
    pending.clear(at: now)
    tellEpsilon()
    if now - lastReport > 0.05 {
      lastReport = now
      let metrics = tally.values.map { ($0.name, $0.value.summary) } + spentSeries
      board.change { $0.progress.metrics = metrics }
    }
    return requests
  }

  /// Validation, the record, and the rules that end a run after an epoch.
  private func close() -> TrainingOutcome? {
    tell()
    let metrics = tally.values.map { ($0.name, $0.value.summary) }
    var values = zip(setup.curveNames, means).map { ($0, $1.value) } + metrics
    if let validation {
      let result = validation.run(isStopped: {
        answerReaders()
        return board.read { $0.requests.stops }
      })
      guard let result else {
        return board.read { $0.requests.isProgramEnding } ? .interrupted : .stopped
      }
      values.append(("val_loss", result.loss))
      values += result.values.map { ("val_" + $0.name, $0.value.summary) }
    }
    let spent = spentSeries
    values += spent
    var record = EpochRecord(
      epoch: epoch, step: batch, values: values, seconds: monotonicSeconds() - epochStartTime,
      isBest: false, sharing: recordNames)
    recordNames = record.names
    record.isBest = best?.note(record, state) ?? false
    let troubles = trouble.look(at: record, of: setup, learningRate: runners[0].rate)
    board.change { state in
      state.epochs.append(record)
      state.progress.metrics = metrics + spent
      state.troubles += troubles
    }
    if !troubles.isEmpty { board.tellObserver() }
    for (index, runner) in runners.enumerated() {
      // Without a loss of the whole run, a step's schedule watches the step's own.
      runner.note(values + (runners.count == 1 ? [] : [("loss", means[index].value)]))
    }
    logEpoch(record)
    let newest = Dictionary(values) { first, _ in first }
    lookAtWatches(newest, epoch: epoch)
    if let best, best.givesUp { return .stoppedEarly(bestEpoch: best.epoch) }
    return setup.options.until?(newest) == true ? .conditionMet : nil
  }
}
