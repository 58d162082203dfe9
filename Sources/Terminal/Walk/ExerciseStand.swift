import Books
import Sessions

/// On what an exercise stands while it is being done.
struct ExerciseStand {
  /// The lesson before it.
  let before: BookSnapshot
  /// What it starts from: the same, or what was behind the cell that its author names.
  let origin: BookSnapshot
  /// Behind its start, which has run unseen.
  let start: BookSnapshot
  let exercise: Exercise
  /// Whether it starts from another state than the lesson's.
  let isElsewhere: Bool
}

extension LearnerWalk {
  /// Runs the start of an exercise, on the state that it starts from.
  func begin(_ exercise: Exercise) -> ExerciseStand {
    let before = desk.snapshot()
    desk.held.append(before)
    let origin = exercise.origin.flatMap { origins[$0] }
    if let origin { desk.restore(origin) }
    desk.runQuietly(exercise.starter)
    let start = desk.snapshot()
    desk.held.append(start)
    return ExerciseStand(
      before: before, origin: origin ?? before, start: start, exercise: exercise,
      isElsewhere: origin != nil)
  }

  /// The exercise is done: what it gave is added to what the lesson had.
  ///
  /// What follows prints what the lesson says, however often somebody tried.
  func end(_ stand: ExerciseStand) {
    desk.session.book.forgetDraws(since: stand.origin)
    if stand.isElsewhere {
      // What it gave is not let go while it is nowhere.
      desk.held.append(desk.snapshot())
      desk.session.book.carry(since: stand.origin, onto: stand.before)
      desk.held.removeLast()
    }
    desk.held.removeLast(2)
    note(origin: stand.exercise.identifier)
  }

  /// The exercise was given up: all is as it was before.
  func leave(_ stand: ExerciseStand) {
    desk.restore(stand.before)
    desk.held.removeLast(2)
  }

  /// Keeps what stands behind a cell or an exercise from which an exercise further down starts.
  func note(origin identifier: String?) {
    guard let identifier, wantedOrigins.contains(identifier), origins[identifier] == nil else {
      return
    }
    let snapshot = desk.snapshot()
    origins[identifier] = snapshot
    desk.held.insert(snapshot, at: 0)
  }
}
