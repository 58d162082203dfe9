import Engine
import Learning
import Support

// Trainings as the journal has them: that they began, what they came to, and how they come back.
extension Interpreter {
  /// Whether statements write files; a session that is recovered has written its own.
  var writesFiles: Bool { recovery == nil }

  /// What a training is; `nil` where no journal asks.
  func identity(
    of setup: TrainingSetup, _ call: VerbCall, parent: String?
  ) -> TrainingIdentity? {
    guard journal != nil || recovery != nil else { return nil }
    return TrainingIdentity(setup, call, parent: parent)
  }

  /// Writes down that a training begins; its own thread takes the line to the file.
  func noteBeginning(of setup: inout TrainingSetup, _ identity: TrainingIdentity) {
    guard let journal else { return }
    let name = setup.keptName ?? journal.runName(identity.run)
    setup.keptName = name
    setup.keeper = RunKeeper(journal, name: name, setup).write
    var entry = JournalEntry(.train, time: journal.now)
    entry.input = inputNumber
    entry.facts = [
      "identity": identity.run, "samples": identity.data, "run": name,
      "epochs": "\(setup.options.epochs)",
    ]
    // The others of the same statement need not say it again.
    if !input.isNoted {
      (entry.source, entry.records, entry.statement) = (
        input.typed, record.statements, input.statement
      )
      input.isNoted = true
    }
    journal.announce(entry)
  }

  /// Writes down what a training has handed over; a file that has less of it is not taken for it.
  func noteEnd(of run: TrainingRun) {
    guard let journal, let name = run.setup.keptName, let outcome = run.outcome else { return }
    var entry = JournalEntry(.trained, time: journal.now)
    entry.facts = [
      "run": name, "step": "\(run.progress.step)", "outcome": outcome.stored,
    ]
    journal.announce(entry)
  }

  /// The run that a training came to in the session that is being recovered.
  func recovered(
    _ setup: TrainingSetup, _ identity: TrainingIdentity, parent: String?,
    _ recovery: SessionRecovery, named name: String
  ) throws -> TrainingRun {
    do {
      guard let begun = recovery.take(identity) else { throw RecoveryProblem.otherTraining }
      var setup = parent == nil ? setup : setup.planned(epochs: begun.epochs)
      setup.keptName = begun.run
      let run = try state(of: setup, begun, parent: parent, recovery)
      desk.takeOver(run, named: name)
      recovery.found(run, begun)
      let spoken = name.hasPrefix("_") || SavedInputs.isResultName(name) ? "" : name
      for output in TrainVerb.outputs(of: run, name: spoken) { host.emit(output) }
      return run
    } catch let error as RecoveryProblem {
      if error != .failed { recovery.lostModels += setup.models }
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
      try takeOverWeights(of: checkpoint, setup)
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
    for model in setup.models { rememberWeights(of: model) }
    setup.setWeights(of: checkpoint)
    noteWeights(of: setup, epochs: checkpoint.epoch - 1, steps: checkpoint.batch)
  }
}

// What did not come back is not taken for what was there before.
extension Interpreter {
  /// Refuses to read weights that are not those of the lost session.
  func refuseLost(_ value: Value, called name: String = "") throws {
    guard !lostWeights.isEmpty else { return }
    // Of a run its curves are there.
    if case .run = value { return }
    let lost = value.reachedWeights.compactMap { lostWeights[$0] }
    guard !lost.isEmpty else { return }
    if lost.contains(where: \.isForgotten) { throw HistoryProblem.weights(name) }
    throw RecoveryProblem.lostWeights(name)
  }

  /// Ends the input in whose training the session was lost.
  func checkRecovery() throws {
    if let recovery, recovery.isCut { throw RecoveryProblem.cutHere }
  }

  /// Of the statement with that training only the run itself is known.
  func checkRecovery(of value: Value) throws {
    guard let recovery, recovery.isCut else { return }
    if case .run = value { return }
    throw RecoveryProblem.cutHere
  }
}

/// Why something of a lost session does not come back; data, worded in `Problems`.
enum RecoveryProblem: Error, Equatable {
  /// The journal has no training that is this one.
  case otherTraining
  case noFile
  case damagedFile
  /// The file has not the last state.
  case onlyAt(step: Int, of: Int)
  /// It ended with numbers that are not finite.
  case failed
  case lostWeights(String)
  /// The session was lost in this training: what follows has never run.
  case cutHere
}
