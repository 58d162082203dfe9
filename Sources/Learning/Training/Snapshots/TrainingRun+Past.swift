import Engine

/// Why a run cannot be taken back to a step; data, worded by the workbench.
package enum PastProblem: Error, Sendable {
  case epoch(Int, done: Int)
  case step(Int, done: Int)
  /// No snapshot of it is kept.
  case nothingKept
  case interrupted
}

// The way back: a run as it was at one of its steps.
extension TrainingRun {
  /// The step at the end of an epoch; 0 for the beginning.
  package func step(afterEpoch epoch: Int) throws(PastProblem) -> Int {
    if epoch == 0 { return 0 }
    let epochs = seen.epochs
    if let record = epochs.first(where: { $0.epoch == epoch }) { return record.step }
    let done = epochs.last?.epoch ?? 0
    // Of very many epochs not each is kept.
    guard epochs.stride > 1, 1..<done ~= epoch else { throw .epoch(epoch, done: done) }
    return course.step(afterEpoch: epoch)
  }

  /// Everything that the run was after a step, to the last bit: from a snapshot, or computed again
  /// from the one before. `isInterrupted` is asked often while it computes.
  package func checkpoint(
    afterStep step: Int, isInterrupted: () -> Bool = { false }
  ) throws(PastProblem) -> TrainingCheckpoint {
    let (curves, epochs, done) = past
    guard step >= 0, step <= done else { throw .step(step, done: done) }
    guard var start = snapshots.nearest(to: step) else { throw .nothingKept }
    start.curves = curves.map { $0.upTo(start.batch) }
    start.epochs = epochs.upTo(start.epoch - 1)
    // A snapshot is taken before what is changed at its step.
    for change in changes.dropFirst(start.changes.count) where change.step <= start.batch {
      start.apply(change)
    }
    guard start.batch < step else { return start }
    let again: TrainingRun
    do {
      var copies = setup.ofCopies(epochs: Int.max / setup.stepsPerEpoch / 2, label: "")
      copies.options.snapshots = SnapshotBudget(bytes: 0)
      again = try TrainingRun(copies, from: start)
    } catch {
      throw .nothingKept
    }
    for change in changes where change.step > start.batch && change.step <= step {
      again.intervene(.set(change.name, change.value), afterStep: change.step)
    }
    again.intervene(.stop, afterStep: step)
    again.start()
    while !again.wait(seconds: 0.02) {
      if isInterrupted() {
        again.requestStop()
        again.wait()
        throw .interrupted
      }
    }
    guard var found = again.checkpoint, found.batch == step else { throw .nothingKept }
    found.identity.epochs = setup.options.epochs
    return found
  }

  /// The weights after a step, as a moment that can be shown.
  package func moment(
    afterStep step: Int, isInterrupted: () -> Bool = { false }
  ) throws(PastProblem) -> RunMoment {
    let checkpoint = try checkpoint(afterStep: step, isInterrupted: isInterrupted)
    guard let worker else { throw .nothingKept }
    var progress = seen.progress
    progress.step = checkpoint.batch
    progress.epoch = max(1, min(checkpoint.epoch, progress.epochs))
    progress.epsilon = setup.epsilon(of: checkpoint)
    return RunMoment(
      progress: progress, epochs: checkpoint.epochs, curves: checkpoint.curves,
      weights: worker.evaluatedWeights(of: checkpoint))
  }

  /// The weights of the last step before this one that is kept; nothing is computed again.
  package func keptWeights(nearestTo step: Int) -> (step: Int, weights: [Tensor])? {
    guard let worker else { return nil }
    return snapshots.nearest(to: step).map { ($0.batch, worker.evaluatedWeights(of: $0)) }
  }

  /// Steps of which a snapshot is kept.
  package var keptSteps: [Int] { snapshots.steps }
}
