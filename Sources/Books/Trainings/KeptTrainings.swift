import Learning
import Support
import Workbench

/// Keeps what the trainings of a session come to, so that none runs twice: in its journal for a session
/// that is lost, by what they stand on for cells that run again, and in memory.
package final class KeptTrainings {
  unowned let interpreter: Interpreter
  /// What is needed to make the session again, and where its runs keep their state; `nil` keeps none.
  package var journal: Journal?
  /// Where runs keep their state by what they stand on, for cells that run again after a crash.
  package var folder: String?
  /// Trainings that have ended, by what they stood on; `nil` where none is used again.
  var memo: TrainingMemo?
  /// While a session is recovered: what is known of its runs.
  var recovery: SessionRecovery?

  /// Takes the trainings of a session over, from whoever has kept them before.
  package init(_ interpreter: Interpreter) {
    self.interpreter = interpreter
    interpreter.beforeTraining = { [self] in try begin(&$0) }
    interpreter.afterTraining = { [self] run, standsOn in
      noteEnd(of: run)
      if let standsOn { memo?.keep(run, as: standsOn) }
    }
  }

  /// The run that a training came to before, if it need not run; otherwise how its state is kept.
  private func begin(_ training: inout PlannedTraining) throws -> TrainingRun? {
    if let recovery {
      let run = try recovered(training, recovery)
      // The statement was lost among many: it is typed again, and this one need not run again.
      if !training.place.isEmpty, let standsOn = training.fingerprint() {
        memo?.keep(run, as: standsOn)
      }
      return run
    }
    let identity = journal.map { _ in TrainingIdentity(training) }
    let standsOn = memo == nil || training.writesCheckpoint ? nil : training.fingerprint()
    if let standsOn, let run = remembered(standsOn, training, identity) {
      training.notes.append(
        "nothing that this training stands on has changed: what it came to is used again")
      return run
    }
    if let folder, let key = standsOn?.fileName {
      training.setup.keeper = RunKeeper(folder: folder, key: key, training.setup).write
      if training.checkpoint == nil, let kept = kept(in: folder, key, training) {
        training.checkpoint = kept
        let step = NumberText.grouped(kept.batch)
        training.notes.append(
          "this training was lost with its session; it goes on from step \(step)")
      }
    }
    (training.standsOn, training.isAwaited) = (standsOn, journal != nil)
    if let identity { noteBeginning(of: &training.setup, identity) }
    return nil
  }

  /// Where a training of a lost session stood; `nil` where none was kept that can simply go on.
  private func kept(
    in folder: String, _ key: String, _ training: PlannedTraining
  ) -> TrainingCheckpoint? {
    let setup = training.setup
    guard !interpreter.desk.isChangedLater(training.name), setup.options.earlyStopping == nil,
      setup.options.until == nil
    else { return nil }
    let path = RunKeeper.path(folder, key: key)
    guard InputFile.exists(path), let contents = try? RunFile.read(path, as: path),
      let checkpoint = try? TrainingCheckpoint(
        contents.stored, as: CheckpointNames(setup)), checkpoint.changes.isEmpty,
      checkpoint.batch > 0,
      (try? checkpoint.check(against: setup)) != nil
    else { return nil }
    return checkpoint
  }

  /// A training that has run before on the same values, as if it had just ended.
  private func remembered(
    _ standsOn: ValueFingerprint, _ training: PlannedTraining, _ identity: TrainingIdentity?
  ) -> TrainingRun? {
    guard let old = memo?[standsOn], let checkpoint = old.checkpoint,
      !interpreter.desk.isChangedLater(training.name)
    else { return nil }
    var setup = training.setup
    setup.keptName = old.setup.keptName
    if let identity, setup.keptName != nil { noteBeginning(of: &setup, identity) }
    guard let run = try? TrainingRun(ended: setup, at: checkpoint, as: old.outcome)
    else { return nil }
    noteEnd(of: run)
    return run
  }

  /// Writes down that a training begins; its own thread takes the line to the file.
  private func noteBeginning(of setup: inout TrainingSetup, _ identity: TrainingIdentity) {
    guard let journal else { return }
    let name = setup.keptName ?? journal.runName(identity.run)
    setup.keptName = name
    setup.keeper = RunKeeper(journal, name: name, setup).write
    var entry = JournalEntry(.train, time: journal.now)
    entry.input = interpreter.inputNumber
    entry.facts = [
      "identity": identity.run, "samples": identity.data, "run": name,
      "epochs": "\(setup.options.epochs)",
    ]
    // The others of the same statement need not say it again.
    if let running = interpreter.takeRunningInput() {
      (entry.source, entry.records, entry.statement) = (
        running.typed, running.records, running.statement
      )
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
}
