import Language
import Workbench

/// What the cells were before one thing that the user did.
struct CellAction {
  enum Kind {
    /// A cell ran: as it was, or with another text.
    case run(Int)
    /// A training was discarded.
    case discard(String)
    /// Several cells ran, as one command asked.
    case several
  }

  /// Counts the actions of a session.
  var number: Int
  var cells: [Cell]
  var kind: Kind
}

/// What `undo` took back.
package enum Undone: Equatable, Sendable {
  /// The cell at this place, counted from 1, has not run any more; or it is what it was before it
  /// ran again.
  case input(Int), rerun(Int)
  /// A training is there again, ended where it was discarded.
  case discard(String)
  /// A command that ran several cells.
  case several
  /// Nothing: weights that were there before are no longer kept.
  case forgotten
}

// Taking back: text, values, weights, random draws, results and records at once.
extension CellBook {
  /// How many actions can be taken back.
  private static let undoLimit = 100

  /// What the closure does is one action of the user.
  package func asOneAction(_ body: () -> Void) {
    if grouping.depth == 0 { grouping.isRemembered = false }
    grouping.depth += 1
    defer { grouping.depth -= 1 }
    body()
  }

  /// Notes how everything is before an action; answers whether a new one begins here.
  func remember(_ kind: CellAction.Kind) -> Bool {
    if grouping.depth > 0 {
      if grouping.isRemembered {
        if let last = past.indices.last { past[last].kind = .several }
        return false
      }
      grouping.isRemembered = true
    }
    actionCount += 1
    past.append(CellAction(number: actionCount, cells: cells, kind: kind))
    if past.count > Self.undoLimit { past.removeFirst() }
    return true
  }

  /// The action that has just begun has changed nothing.
  func forgetLast() {
    if !past.isEmpty { past.removeLast() }
    grouping.isRemembered = false
  }

  /// The number of the action that `undo` takes back next.
  package var lastAction: Int? { past.last?.number }

  /// What has run so far stays.
  package func forgetUndo() { past = [] }

  /// Takes back the last thing that the user did; `nil` where nothing is left.
  ///
  /// Inputs that failed since have changed nothing, and stay.
  @discardableResult
  package func undo() -> Undone? {
    interpreter.desk.settleFinished()
    placeAfterwards()
    if kept.recovery == nil, isForgotten() {
      // Nothing that was before can be had without it.
      past = []
      return .forgotten
    }
    guard let action = past.popLast() else { return nil }
    let undone = undone(action)
    let keptJobs = Set(action.cells.flatMap { $0.effect?.jobs ?? [] }.map { ObjectIdentifier($0) })
    for job in cells.flatMap({ $0.effect?.jobs ?? [] })
    where !keptJobs.contains(ObjectIdentifier(job)) && !job.run.isFinished {
      interpreter.desk.discard(job)
    }
    let earlier = Dictionary(uniqueKeysWithValues: action.cells.map { ($0.id, $0) })
    let gone = cells.filter { $0.effect != nil && earlier[$0.id]?.effect?.run != $0.effect?.run }
    // What was added later has changed nothing, otherwise it would have been taken back before.
    let restored = cells.map { earlier[$0.id] ?? $0 }
    restoreWeights(before: restored.count, in: restored, and: gone.map(\.effect))
    cells = restored
    changed()
    interpreter.state = state(before: cells.count)
    return undone
  }

  /// Whether weights that the last action changed are no longer kept: it cannot be taken back. With
  /// its number the same of an earlier one, and all since.
  package func isForgotten(_ number: Int? = nil) -> Bool {
    guard let action = number.map({ n in past.first { $0.number == n } }) ?? past.last else {
      return false
    }
    let earlier = Dictionary(uniqueKeysWithValues: action.cells.map { ($0.id, $0) })
    let gone = cells.filter { $0.effect != nil && earlier[$0.id]?.effect?.run != $0.effect?.run }
    let changed = Set(gone.flatMap { $0.effect?.changes ?? [] }.map(\.id))
    let restored = cells.map { earlier[$0.id] ?? $0 }
    return weights(before: restored.count, in: restored, and: gone.map(\.effect))
      .contains { changed.contains($0.key) && $0.value.isForgotten }
  }

  private func undone(_ action: CellAction) -> Undone {
    switch action.kind {
    case .run(let id):
      let number = (index(of: id) ?? 0) + 1
      let hadRun = action.cells.first { $0.id == id }?.hasRun ?? false
      return hadRun ? .rerun(number) : .input(number)
    case .discard(let name): return .discard(name)
    case .several: return .several
    }
  }

  /// Wipes everything; what is there now is the beginning.
  package func forgetAll() {
    (cells, past, untold) = ([], [], [])
    changed()
    kept.memo = TrainingMemo()
    base = interpreter.state
  }
}

// What becomes of trainings later belongs to the cells that started them, also in the past.
extension CellBook {
  /// Whether a cell has started it that is there, or may come back.
  func isKnown(_ job: Job) -> Bool {
    cells.contains { $0.isOf(job) } || past.contains { $0.cells.contains { $0.isOf(job) } }
  }

  /// Changes the cell that has started a training, now and in every state that may come back.
  func amend(_ job: Job, _ change: (inout Cell) -> Void) {
    for index in cells.indices where cells[index].isOf(job) { change(&cells[index]) }
    for action in past.indices {
      for index in past[action].cells.indices where past[action].cells[index].isOf(job) {
        change(&past[action].cells[index])
      }
    }
  }

  /// Takes in what a training in the background came to.
  func take(over job: Job) {
    guard isKnown(job) else { return }
    lastStamp += 1
    let stamp = lastStamp
    let outdated = providers(of: job)
    amend(job) { [interpreter] in
      $0.effect?.take(over: job, stamp, in: interpreter.history)
    }
    keepRecorded(standingOn: outdated, stamp)
    for index in cells.indices where cells[index].effect?.jobs.isEmpty ?? true {
      cells[index].previous = []
    }
    changed()
  }

  /// What was done to a training without a statement is repeated behind its cell.
  func keep(_ notes: [String], of job: Job) -> Bool {
    guard isKnown(job) else { return false }
    if let cell = cells.first(where: { $0.isOf(job) }) {
      untold += notes.map { (cell.id, $0) }
    }
    amend(job) { $0.afterwards += notes }
    return true
  }

  /// Gives records that came between two cells to the cell that they are about.
  func placeAfterwards() {
    for record in interpreter.takeRecords() {
      guard let index = cellIndex(of: record) else { continue }
      cells[index].afterwards.append(record)
      let (id, run) = (cells[index].id, cells[index].effect?.run)
      untold.append((id, record))
      for action in past.indices {
        for place in past[action].cells.indices
        where past[action].cells[place].id == id && past[action].cells[place].effect?.run == run {
          past[action].cells[place].afterwards.append(record)
        }
      }
    }
  }

  private func cellIndex(of record: String) -> Int? {
    let name = RunRecord(record)?.run
    return cells.lastIndex { cell in
      cell.effect?.bound.contains { $0.name == name } ?? false
        || cell.effect?.trainings.contains { $0.name == name } ?? false
    } ?? cells.lastIndex(where: \.hasRun)
  }

  /// What was done to runs since the last call, with the cells that started them.
  @discardableResult
  package func takeAfterwards() -> [(cell: Int, record: String)] {
    placeAfterwards()
    defer { untold = [] }
    return untold
  }
}
