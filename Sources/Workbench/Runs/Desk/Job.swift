import Language
import Learning

/// A training that has been started and not yet handed its results over.
package final class Job {
  /// What trains.
  package let run: TrainingRun
  /// The name that the run was assigned to; empty without one.
  package let name: String
  /// Counts the trainings of the session, for those without a name.
  let number: Int
  let isBackground: Bool
  let writer: CheckpointWriter?
  let checkpointSpan: SourceSpan
  /// What it tells TensorBoard.
  let log: TensorBoardLog?
  /// Where it was started: what went wrong is told there, whatever runs by then.
  let place: SourcePlace
  /// Changes of the run that this one goes on from.
  private let inheritedChanges: Int
  /// How many of its troubles have been told.
  var toldTroubles = 0
  /// Steps after which the program itself changes the run.
  var planned: Set<Int> = []
  /// What the training stands on, where it may be used again.
  let standsOn: ValueFingerprint?
  /// Whether its end is to be on the disk before the next prompt.
  let isAwaited: Bool
  /// What it changes, as it was before it began.
  var before = TrainedState()
  /// Steps whose changes stand in the records already.
  var recordedSteps: Set<Int> = []

  init(
    _ run: TrainingRun, _ planned: PlannedTraining, number: Int, isBackground: Bool,
    writer: CheckpointWriter?,
    checkpointSpan: SourceSpan, log: TensorBoardLog? = nil, place: SourcePlace
  ) {
    self.place = place
    self.run = run
    inheritedChanges = run.changes.count
    (name, standsOn, isAwaited) = (planned.name, planned.standsOn, planned.isAwaited)
    self.number = number
    self.isBackground = isBackground
    self.writer = writer
    self.checkpointSpan = checkpointSpan
    self.log = log
  }

  /// Changes that no statement made.
  var unrecordedChanges: [RunChange] {
    run.changes.dropFirst(inheritedChanges).filter {
      !planned.contains($0.step) && !recordedSteps.contains($0.step)
    }
  }

  /// What outputs call it: they are the same whether its result has a number or a name that stands for
  /// one, so that a saved session gives them again.
  var spokenName: String { ResultNames.spoken(name) }

  /// What its run says at its end; with `endsHere` as if it had been stopped where it is seen.
  package func outputs(endsHere: Bool = false) -> [Output] {
    TrainVerb.outputs(of: run, name: spokenName, endsHere: endsHere)
  }

  /// Above its chart: `r`, or `train m`.
  var title: String { spokenName.isEmpty ? "train \(run.model.name)" : spokenName }

  /// What the user calls it: `r`, or its number.
  package var label: String { name.isEmpty ? "\(number)" : name }
}

/// A word of a program.
struct SourcePlace {
  let span: SourceSpan
  let source: String
  let firstLine: Int
}

/// How a training in the foreground was left.
package enum Followed: Sendable {
  /// It has ended; a live panel showed it, or nobody watched.
  case shown, unseen
  /// It goes on while other inputs run.
  case background
  /// It was ended, and nothing of it is kept.
  case discarded
}
