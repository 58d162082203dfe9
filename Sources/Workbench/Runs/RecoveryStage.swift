/// How far an input of a lost session is that is made again.
package enum RecoveryStage {
  /// Its statements run; trainings, and what was written, are there already.
  case again
  /// The training has come back in which the session was lost: what follows has never run.
  case over
}

// What did not come back is not taken for what was there before.
extension Interpreter {
  /// Whether statements write files; a session that is recovered has written its own.
  var writesFiles: Bool { recovery == nil }

  /// Refuses to read weights that are not those of the lost session.
  func refuseLost(_ value: Value, called name: String = "") throws {
    guard !lostWeights.isEmpty else { return }
    // Of a run its curves are there, of a report its numbers.
    switch value {
    case .run, .report: return
    default: break
    }
    let lost = value.reachedWeights.compactMap { lostWeights[$0] }
    guard !lost.isEmpty else { return }
    if lost.contains(where: \.isForgotten) { throw HistoryProblem.weights(name) }
    throw RecoveryProblem.lostWeights(name)
  }

  /// Ends the input in whose training the session was lost.
  func checkRecovery() throws {
    if recovery == .over { throw RecoveryProblem.cutHere }
  }

  /// Of the statement with that training only the run itself is known.
  func checkRecovery(of value: Value) throws {
    guard recovery == .over else { return }
    if case .run = value { return }
    // Of many trainings those are known that had ended.
    if case .report(let report) = value, report.isOfManyTrainings { return }
    throw RecoveryProblem.cutHere
  }
}
