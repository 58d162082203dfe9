import Learning

/// Where the trainings of a session are looked after: they start here, are watched, changed and looked
/// at, and hand over what they came to.
package final class RunDesk {
  /// Whose models they train.
  unowned let session: Interpreter
  /// Trainings that are on, in the order of their starts.
  package internal(set) var jobs: [Job] = []
  /// How many have been started; numbers those without a name.
  var startedJobs = 0
  /// Expressions to show when conditions on runs come true.
  var watches: [WatchExpression] = []
  var startedWatches = 0
  /// Runs that have ended while their state is still being written down.
  var keepingRuns: [TrainingRun] = []
  /// Runs that the running statement looks at, with the steps at which it sees them.
  var seen: [(job: Job, step: Int)] = []
  /// The training that what is told now is about, where it is not the running statement.
  package internal(set) var speakingJob: Job?
  /// Trainings that run side by side for one statement, which waits for them.
  var pool: TrainingPool?
  /// Called when a run has handed over what it came to.
  package var onSettled: (Job) -> Void = { _ in }
  /// Takes what was done to a run without a statement; `false` leaves it to the running statement.
  package var keepNotes: (Job, [String]) -> Bool = { _, _ in false }

  init(_ session: Interpreter) { self.session = session }

  /// Tells what has come up in the runs that are on, takes over what has ended, and does what was
  /// posted; also while a run in the foreground is followed.
  package func attend() {
    tellWatches()
    tellTroubles()
    settleFinished()
    for work in session.workQueue.takeSoon() { work(self) }
  }
}
