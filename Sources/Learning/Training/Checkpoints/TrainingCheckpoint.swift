import Engine

/// Everything that a run needs to go on with the same bits as if it had never stopped.
package struct TrainingCheckpoint: Sendable {
  /// What the run was, which decides its random numbers and the order of its samples.
  package struct Identity: Sendable, Equatable {
    /// The seed of its random streams.
    package var seed: UInt64
    /// What it was called by who started it.
    package var name: String
    /// How many orders of as many rows were drawn before.
    package var occurrence: Int
    /// How many trainings that draw the same in their steps came before.
    package var maskOccurrence: Int
    /// The last epoch, by what was planned or changed since.
    package var epochs: Int
    /// Samples in a batch from here on.
    package var batchSize: Int
    /// Whether each epoch takes the samples in another order.
    package var shuffles: Bool
    /// How many samples an epoch has.
    package var samples: Int
  }

  /// Where early stopping stands.
  package struct Best: Sendable {
    /// The best value so far, with the sign that makes larger ones better.
    package var value: Double
    /// Epochs without improvement.
    package var waited: Int
    /// The best epoch, counted from 1; 0 before there is one.
    package var epoch: Int
    /// The weights of that epoch, in the order of the models' weights.
    package var weights: [Tensor]?
  }

  /// What the run was.
  package var identity: Identity
  /// The current epoch, counted from 1.
  package var epoch: Int
  /// Samples of the current epoch that were seen.
  package var position: Int
  /// Batches done, over all epochs.
  package var batch: Int
  /// How often each step ran: numbers its draws and its updates.
  package var runs: [Int]
  /// What each step's schedule remembers.
  package var schedules: [[Double]]
  /// A learning rate that was set by hand, in place of the schedule.
  package var fixedRate: Double?
  /// The loss of the last batch; `nil` before the first.
  package var lastLoss: Double?
  /// Of training, those of the runs before this one included.
  package var seconds: Double
  /// In the order of the models' weights.
  package var weights: [Tensor]
  /// For each step, for each weight that it trains, what its optimizer keeps.
  package var moments: [[[Tensor]]]
  /// Of the current epoch so far: the mean of each step's loss, and the metrics.
  package var means: [[Double]]
  /// What each metric has counted in the current epoch.
  package var tally: [[Double]]
  /// `nil` without early stopping.
  package var best: Best?
  /// The loss of each batch, for each step.
  package var curves: [ThinnedSeries<Double>]
  /// The epochs that are done.
  package var epochs: ThinnedSeries<EpochRecord>
  /// What was changed on the way.
  package var changes: [RunChange] = []
  /// What private steps have spent, of each client or in one; empty where samples are not hidden.
  package var spent: [[PrivacySpending]] = []
  /// The names of what private steps draw; `nil` where samples are not hidden.
  var draws: PrivateDraws.Key?
  /// The round of a federated training; `nil` for others.
  var round: FederatedRound?
  /// The learning rate of the last step; NaN before the first, and in files of earlier versions.
  package var rate = Double.nan

  /// Whether all planned epochs are done.
  package var isComplete: Bool { epoch > identity.epochs }

  /// Notes a setting that was changed right after it was taken.
  mutating func apply(_ change: RunChange) {
    changes.append(change)
    switch change.name {
    case "learning_rate": fixedRate = change.value
    case "epochs": identity.epochs = TrainingOptions.count(change.value)
    case "batch_size": identity.batchSize = max(1, TrainingOptions.count(change.value))
    default: break
    }
  }
}

extension TrainingWorker {
  /// Takes over what was spent, and a round that has begun.
  private func restoreShares(_ checkpoint: TrainingCheckpoint) {
    for (index, spendings) in checkpoint.spent.enumerated() where ledgers.indices.contains(index) {
      ledgers[index] = PrivacyLedger(spendings)
    }
    guard let stored = checkpoint.round else { return }
    round = stored
    if position > 0 { epochStart = (batch - position, stored.start) }
    findOrigins()
    board.change { $0.clientLosses = stored.losses }
  }

  /// Where the run stands now; between two batches only.
  func checkpoint() -> TrainingCheckpoint {
    let (curves, epochs, changes) = board.read { ($0.curves, $0.epochs, $0.changes) }
    let options = setup.options
    let rate = board.read { $0.progress.learningRate }
    var result = TrainingCheckpoint(
      identity: TrainingCheckpoint.Identity(
        seed: options.seed, name: options.name, occurrence: options.occurrence,
        maskOccurrence: options.maskOccurrence, epochs: plannedEpochs, batchSize: batchSize,
        shuffles: options.shuffles,
        samples: setup.training.count),
      epoch: epoch, position: position, batch: batch, runs: runners.map(\.count),
      schedules: runners.map(\.scheduleState), fixedRate: fixedRate, lastLoss: lastLoss,
      seconds: secondsSoFar, weights: state.values,
      moments: state.parts.map { part in part.slots.map { $0.map(\.value) } },
      means: means.map(\.numbers), tally: tally.state, best: best?.state, curves: curves,
      epochs: epochs, changes: changes, rate: rate)
    (result.spent, result.round) = (ledgers.map(\.spendings), round)
    result.draws = setup.privateDraws?.key
    return result
  }

  /// Goes on from a checkpoint that fits; before the run starts.
  func restore(_ checkpoint: TrainingCheckpoint) {
    (epoch, position, batch) = (checkpoint.epoch, checkpoint.position, checkpoint.batch)
    batchSize = checkpoint.identity.batchSize
    var isPlanned = neededRows.allSatisfy(runners[0].rows.contains)
    // Rate, epochs and batch size stand in the checkpoint itself.
    for change in checkpoint.changes
    where !["learning_rate", "epochs", "batch_size"].contains(change.name) {
      if change.name == "early_stopping" {
        setPatience(TrainingOptions.count(change.value))
      } else {
        setPlanned(change.name, to: change.value)
        isPlanned = false
      }
    }
    if !isPlanned { replan() }
    for (index, runner) in runners.enumerated() {
      runner.count = checkpoint.runs[index]
      runner.scheduleState = checkpoint.schedules[index]
    }
    fixedRate = checkpoint.fixedRate
    lastLoss = checkpoint.lastLoss
    earlierSeconds = checkpoint.seconds
    state.restore(weights: checkpoint.weights)
    for (part, moments) in zip(state.parts, checkpoint.moments) {
      for (slots, values) in zip(part.slots, moments) {
        for (slot, value) in zip(slots, values) { slot.set(value) }
      }
    }
    for (index, numbers) in checkpoint.means.enumerated() { means[index].numbers = numbers }
    tally.state = checkpoint.tally
    if let stored = checkpoint.best { best?.state = stored }
    epochStart = (batch, state.values)
    restoreShares(checkpoint)
    tellEpsilon()
    let (planned, steps) = (setup.options.epochs, plannedSteps)
    board.change { board in
      board.progress.steps = steps
      board.curves = checkpoint.curves
      board.epochs = checkpoint.epochs
      board.changes = checkpoint.changes
      board.progress.step = checkpoint.batch
      board.progress.learningRate = checkpoint.rate
      board.progress.epoch = min(checkpoint.epoch, planned)
    }
  }
}
