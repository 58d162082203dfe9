import Engine
import Support

// What a run keeps of itself: snapshots in memory, its state on the disk, the last good weights.
extension TrainingWorker {
  /// Gives a copy of the run to whoever keeps it beyond the program's end, when it is time.
  func keepIfDue() {
    guard setup.keeper != nil, keeping.isDue(after: monotonicSeconds() - startTime) else { return }
    keep()
  }

  /// The same now.
  func keep() {
    guard let keeper = setup.keeper else { return }
    let start = monotonicSeconds()
    keeper(checkpoint(), nil)
    let end = monotonicSeconds()
    keeping.note(seconds: end - start, at: end - startTime)
  }

  /// A run that stands still is kept as it is, unless that took long before: its readers wait for it.
  func keepWhilePaused() {
    guard keeping.isBrief else { return }
    keep()
  }

  /// Keeps the run as it is now, unless snapshots would take too much of its time.
  func keepSnapshot() {
    let now = monotonicSeconds()
    guard setup.options.snapshots.limit > 0,
      snapshotTimes.allow(step: batch, at: now, since: startTime),
      snapshots.canKeep(bytes: state.byteCount)
    else { return }
    snapshots.keep(checkpoint())
    snapshotTimes.note(step: batch, from: now, to: monotonicSeconds())
  }

  /// What is evaluated of a checkpoint: its weights, or their averages where they are kept.
  func evaluatedWeights(of checkpoint: TrainingCheckpoint) -> [Tensor] {
    if let round = checkpoint.round, checkpoint.position > 0 { return round.start }
    var values: [ObjectIdentifier: Tensor] = [:]
    for (variable, value) in zip(state.weights, checkpoint.weights) {
      values[ObjectIdentifier(variable)] = value
    }
    for (part, moments) in zip(state.parts, checkpoint.moments) {
      for (slots, stored) in zip(part.slots, moments) {
        for (slot, value) in zip(slots, stored) { values[ObjectIdentifier(slot)] = value }
      }
    }
    return state.evaluated.map { values[ObjectIdentifier($0)] ?? $0.value }
  }

  /// Names the first value that was not finite; the weights are those before the step.
  func fail(
    _ runner: StepRunner, _ result: StepRunner.Result, _ drawn: DrawnBatch
  ) -> TrainingOutcome {
    let found = result.executor.firstNonFinite()
    var kept = batch - 1
    if round != nil || state.weights.contains(where: { !$0.isFinite }) {
      state.restore(weights: epochStart.weights)
      kept = epochStart.batch
    }
    return .failed(
      NonFiniteReport(
        curve: runners.count == 1 ? nil : runner.step.name,
        client: setup.federation?.clients[drawn.client].name, epoch: epoch, step: batch,
        layer: found?.scope ?? "", origin: found?.origin,
        inputs: found?.inputs ?? [], loss: result.loss.value,
        lastLoss: lastLoss, keptStep: kept, learningRate: runner.rate,
        optimizer: runner.step.optimizer.text))
  }
}
