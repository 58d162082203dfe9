import Learning
import Support
import Workbench

// How trainings of a lost session come back.
extension KeptTrainings {
  /// The run that a training came to in the session that is being recovered.
  func recovered(_ training: PlannedTraining, _ recovery: SessionRecovery) throws -> TrainingRun {
    var setup = training.setup
    do {
      guard let begun = recovery.take(TrainingIdentity(training)) else {
        throw RecoveryProblem.otherTraining
      }
      if training.parent != nil { setup = setup.planned(epochs: begun.epochs) }
      setup.keptName = begun.run
      let run = try state(of: setup, begun, parent: training.parent, recovery)
      recovery.found(run, begun, isOneOfMany: !training.place.isEmpty)
      interpreter.recovery = recovery.stage
      return run
    } catch let error as RecoveryProblem {
      // One of many trains models that nobody else has.
      if error != .failed, training.place.isEmpty {
        recovery.lostModels += training.setup.models
      }
      throw error
    }
  }

  private func state(
    of setup: TrainingSetup, _ begun: SessionRecovery.Begun, parent: String?,
    _ recovery: SessionRecovery
  ) throws -> TrainingRun {
    let path = RunKeeper.path(recovery.folder, key: begun.run)
    let end = recovery.end(of: begun)
    guard InputFile.exists(path) else {
      // One that has only begun is what it began with.
      guard end == nil, parent == nil, let run = try? TrainingRun(unbegun: setup) else {
        throw RecoveryProblem.noFile
      }
      return run
    }
    guard let contents = try? RunFile.read(path, as: path),
      let checkpoint = try? TrainingCheckpoint(contents.stored, as: CheckpointNames(setup))
    else { throw RecoveryProblem.damagedFile }
    if contents.outcome == "failed" || end?.outcome == "failed" {
      guard contents.outcome == "failed" else { throw RecoveryProblem.noFile }
      if !setup.isOneOfMany { try takeOverWeights(of: checkpoint, setup) }
      throw RecoveryProblem.failed
    }
    if let end, end.step != checkpoint.batch || end.outcome != contents.outcome {
      throw RecoveryProblem.onlyAt(step: checkpoint.batch, of: end.step)
    }
    guard
      let run = try? TrainingRun(
        ended: setup, at: checkpoint, as: TrainingOutcome(stored: contents.outcome))
    else { throw RecoveryProblem.damagedFile }
    return run
  }

  /// Of a training that ended with numbers that are not finite only the weights come back.
  private func takeOverWeights(of checkpoint: TrainingCheckpoint, _ setup: TrainingSetup) throws {
    guard setup.takesWeights(of: checkpoint) else { throw RecoveryProblem.damagedFile }
    for model in setup.models { interpreter.rememberWeights(of: model) }
    setup.setWeights(of: checkpoint)
    interpreter.noteWeights(of: setup, epochs: checkpoint.epoch - 1, steps: checkpoint.batch)
  }
}

// What is said of a session that has come back.
extension Interpreter {
  /// Says what did not come back of an input.
  func tellLost(_ lost: LostValues, ofInput number: Int) {
    let weights = Set(lost.weights.map(ObjectIdentifier.init))
    let models = names.filter { entry in
      guard case .model = entry.value else { return false }
      return !entry.value.reachedWeights.isDisjoint(with: weights)
    }
    let hasOtherWeights = models.isEmpty && !weights.isEmpty
    guard !lost.names.isEmpty || !weights.isEmpty || lost.hasLostResult else { return }
    tell(
      .lost(
        input: number, names: lost.names.sorted(), models: models.map(\.name),
        hasOtherWeights: hasOtherWeights, hasResult: lost.hasLostResult))
  }

  /// Says where a run is that was on when the session was lost.
  func tellInterrupted(_ run: TrainingRun, of steps: Int) {
    let found = names.first { if case .run(let other) = $0.value { other === run } else { false } }
    tell(
      .interrupted(
        name: found?.name, title: run.setup.title, step: run.progress.step, of: steps))
  }

  /// Says which data sets hold other numbers than they held when the input ran.
  func warnOfChangedData(_ entry: JournalEntry) {
    guard !entry.data.isEmpty else { return }
    let found = takeDataDigests()
    for (name, digest) in entry.data.sorted(by: { $0.key < $1.key }) {
      if let now = found[name], now != digest { tell(.changedData(name: name)) }
    }
  }

  private func tell(_ notice: RecoveryNotice) { report(notice.diagnostic) }
}
