import Workbench

/// All that a book holds at one moment: cells with what they did, names, weights, random streams.
package struct BookSnapshot {
  let cells: [Cell]
  let past: [CellAction]
  /// Weights as they were, held so that the history keeps them.
  let weights: [WeightState]
}

// Going back as if nothing had been.
extension CellBook {
  /// The book as it is now, to be put back later. As long as somebody has it, `held` keeps its weights.
  package func snapshot() -> BookSnapshot {
    interpreter.desk.settleFinished()
    placeAfterwards()
    return BookSnapshot(
      cells: cells, past: past, weights: Array(weights(before: cells.count, in: cells).values))
  }

  /// Puts the book back: what ran since has never been, and its trainings that are on are ended.
  package func restore(_ snapshot: BookSnapshot) {
    interpreter.desk.settleFinished()
    placeAfterwards()
    let kept = Set(snapshot.cells.flatMap { $0.effect?.jobs ?? [] }.map { ObjectIdentifier($0) })
    for job in cells.flatMap({ $0.effect?.jobs ?? [] })
    where !kept.contains(ObjectIdentifier(job)) && !job.run.isFinished {
      interpreter.desk.discard(job)
    }
    let earlier = Dictionary(uniqueKeysWithValues: snapshot.cells.map { ($0.id, $0) })
    let gone = cells.filter { $0.effect != nil && earlier[$0.id]?.effect?.run != $0.effect?.run }
    restoreWeights(before: snapshot.cells.count, in: snapshot.cells, and: gone.map(\.effect))
    cells = snapshot.cells
    past = snapshot.past
    changed()
    interpreter.state = state(before: cells.count)
  }

  /// What cells since a snapshot drew is drawn again by those that follow: how often somebody tried
  /// changes nobody's numbers.
  package func forgetDraws(since snapshot: BookSnapshot) {
    let earlier = Set(snapshot.cells.map(\.id))
    for index in cells.indices where !earlier.contains(cells[index].id) {
      cells[index].effect?.draws = [:]
      cells[index].effect?.drawBases = [:]
      cells[index].effect?.reseeded = nil
    }
    changed()
    interpreter.state = state(before: cells.count)
  }

  /// The same of one cell.
  package func forgetDraws(of id: Int) {
    guard let index = index(of: id) else { return }
    cells[index].effect?.draws = [:]
    cells[index].effect?.drawBases = [:]
    cells[index].effect?.reseeded = nil
    changed()
    interpreter.state = state(before: cells.count)
  }

  /// Goes back to a snapshot and adds there what has run since another one: names and weights that it changed are as it
  /// left them, all others as the snapshot has them.
  package func carry(since start: BookSnapshot, onto snapshot: BookSnapshot) {
    let known = Set(start.cells.map(\.id))
    let own = cells.filter { !known.contains($0.id) }
    restore(snapshot)
    for cell in own { putBack(cell, at: cells.count) }
  }

  /// The weights of these snapshots stay, whatever room they take.
  package func hold(_ snapshots: @escaping () -> [BookSnapshot]) {
    interpreter.neededStates = { [weak self] in
      (self?.neededStates ?? []) + snapshots().flatMap(\.weights)
    }
  }
}
