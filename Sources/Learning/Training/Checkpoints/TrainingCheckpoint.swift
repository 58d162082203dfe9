import Engine

/// Everything that a run needs to go on with the same bits as if it had never stopped.
public struct TrainingCheckpoint: Sendable {
  /// What the run was, which decides its random numbers and the order of its samples.
  public struct Identity: Sendable, Equatable {
    /// The seed of its random streams.
    public var seed: UInt64
    /// What it was called by who started it.
    public var name: String
    /// How many orders of as many rows were drawn before.
    public var occurrence: Int
    /// How many trainings that draw the same in their steps came before.
    public var maskOccurrence: Int
    /// The last epoch, by what was planned or changed since.
    public var epochs: Int
    /// Samples in a batch from here on.
    public var batchSize: Int
    /// Whether each epoch takes the samples in another order.
    public var shuffles: Bool
    /// How many samples an epoch has.
    public var samples: Int
  }

  /// Where early stopping stands.
  public struct Best: Sendable {
    /// The best value so far, with the sign that makes larger ones better.
    public var value: Double
    /// Epochs without improvement.
    public var waited: Int
    /// The best epoch, counted from 1; 0 before there is one.
    public var epoch: Int
    /// The weights of that epoch, in the order of the models' weights.
    public var weights: [Tensor]?
  }

  /// What the run was.
  public var identity: Identity
  /// The current epoch, counted from 1.
  public var epoch: Int
  /// Samples of the current epoch that were seen.
  public var position: Int
  /// Batches done, over all epochs.
  public var batch: Int
  /// How often each step ran: numbers its draws and its updates.
  public var runs: [Int]
  /// What each step's schedule remembers.
  public var schedules: [[Double]]
  /// A learning rate that was set by hand, in place of the schedule.
  public var fixedRate: Double?
  /// The loss of the last batch; `nil` before the first.
  public var lastLoss: Double?
  /// Of training, those of the runs before this one included.
  public var seconds: Double
  /// In the order of the models' weights.
  public var weights: [Tensor]
  /// For each step, for each weight that it trains, what its optimizer keeps.
  public var moments: [[[Tensor]]]
  /// Of the current epoch so far: the mean of each step's loss, and the metrics.
  public var means: [[Double]]
  /// What each metric has counted in the current epoch.
  public var tally: [[Double]]
  /// `nil` without early stopping.
  public var best: Best?
  /// The loss of each batch, for each step.
  public var curves: [[Double]]
  /// The epochs that are done.
  public var epochs: [EpochRecord]
  /// What was changed on the way.
  public var changes: [RunChange] = []
  /// The learning rate of the last step; NaN before the first, and in files of earlier versions.
  public var rate = Double.nan

  /// Whether all planned epochs are done.
  public var isComplete: Bool { epoch > identity.epochs }

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
  /// Where the run stands now; between two batches only.
  func checkpoint() -> TrainingCheckpoint {
    let (curves, epochs, changes) = board.read { ($0.curves, $0.epochs, $0.changes) }
    let options = setup.options
    let rate = board.read { $0.progress.learningRate }
    return TrainingCheckpoint(
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
