import Learning
import Workbench

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
