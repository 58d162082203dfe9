// What a training takes of the machine; but for pruning none of it changes a bit of the result.
extension TrainingSetup {
  /// So many threads compute, and the memory for the way back comes from there.
  package mutating func setResources(threads: Int, snapshots: SnapshotBudget) {
    (options.threads, options.snapshots) = (threads, snapshots)
    isOneOfMany = false
  }

  /// Sets weights to 0 while it trains.
  package mutating func setPruning(_ pruning: GradualPruning) { options.pruning = pruning }

  /// Takes another place for its log, which is all that the closure may change.
  package mutating func setLog(_ change: (inout TrainingOptions) throws -> Void) rethrows {
    var changed = options
    try change(&changed)
    options.log = changed.log
  }

  /// Makes it one of many that run side by side, called by what tells it from the others: without memory for a way
  /// back, which all of them together would fill.
  package mutating func setPlace(_ label: String, threads: Int) {
    (options.label, options.name) = (label, label)
    setResources(threads: threads, snapshots: SnapshotBudget(bytes: 0))
    isOneOfMany = true
  }
}
