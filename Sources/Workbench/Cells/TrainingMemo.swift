import Language
import Learning
import Support

/// Trainings that have ended, by what they stood on: text, seed, models, data.
///
/// The same statement on the same values gives the same bits, so that it need not run again.
struct TrainingMemo {
  private var entries: [(key: ValueFingerprint, run: TrainingRun)] = []

  /// How many are kept; what each needs to go on is the history's.
  private static let capacity = 20

  /// Keeps a run that nobody has changed or stopped.
  mutating func keep(_ run: TrainingRun, as key: ValueFingerprint) {
    guard key.isKnown, run.changes.isEmpty, run.checkpoint != nil else { return }
    switch run.outcome {
    case .finished, .stoppedEarly, .conditionMet: break
    case .stopped, .interrupted, .failed, nil: return
    }
    entries.append((key, run))
    if entries.count > Self.capacity { entries.removeFirst() }
  }

  subscript(_ key: ValueFingerprint) -> TrainingRun? {
    entries.last { $0.key.isSame(as: key) }?.run
  }
}

extension VerbCall {
  /// What a training stands on; `nil` where that is more than names and numbers, such as data that
  /// are read or drawn in the same statement.
  func memoKey(_ setup: TrainingSetup) -> ValueFingerprint? {
    var mentioned = MentionedNames()
    for argument in syntax {
      mentioned.visit(argument.value)
      if CommandSearch.finds(in: argument.value) { return nil }
      switch argument.value.kind {
      case .data, .model, .sweep: return nil
      case .call where argument.label == nil: return nil
      default: break
      }
    }
    mentioned.visit(body ?? [])
    let options = setup.options
    return ValueFingerprint(
      [
        signature.name, evaluator.text(of: span).replacing("&", with: ""), "\(options.seed)",
        options.name, "\(options.occurrence) \(options.maskOccurrence)", options.dtype.name,
        "\(options.compatibility)",
      ],
      mentioned.names.sorted().compactMap { name in evaluator.frame[name].map { (name, $0) } })
  }
}

extension Interpreter {
  /// Where a training of a lost session stood; `nil` where none was kept that can simply go on.
  func kept(_ key: String?, _ setup: TrainingSetup, named name: String) -> TrainingCheckpoint? {
    guard let key, let folder = memoFolder, !desk.isChangedLater(name),
      setup.options.earlyStopping == nil, setup.options.until == nil
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
  func remembered(
    _ key: ValueFingerprint, _ setup: TrainingSetup, _ identity: TrainingIdentity?,
    named name: String
  ) -> TrainingRun? {
    guard let old = trainings?[key], let checkpoint = old.checkpoint, !desk.isChangedLater(name)
    else { return nil }
    var setup = setup
    setup.keptName = old.setup.keptName
    if let identity, setup.keptName != nil { noteBeginning(of: &setup, identity) }
    guard let run = try? TrainingRun(ended: setup, at: checkpoint, as: old.outcome)
    else { return nil }
    desk.takeOver(run, named: name)
    noteEnd(of: run)
    return run
  }
}
