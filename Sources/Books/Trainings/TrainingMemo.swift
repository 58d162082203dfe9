import Learning
import Workbench

/// Trainings that have ended, by what they stood on: text, seed, models, data.
///
/// The same statement on the same values gives the same bits, so that it need not run again.
struct TrainingMemo {
  private typealias Entry = (key: ValueFingerprint, run: TrainingRun)

  private var entries: [Entry] = []
  /// Those that ran side by side with others for one statement.
  private var many: [Entry] = []

  /// How many are kept; what each needs to go on is the history's.
  private static let capacity = 20
  private static let manyCapacity = 1_000
  /// Many of them may hold data of their own, such as folds: so many bytes are kept for them.
  private static let manyBytes = 256 << 20

  /// Keeps a run that nobody has changed or stopped.
  mutating func keep(_ run: TrainingRun, as key: ValueFingerprint) {
    guard key.isKnown, run.changes.isEmpty, run.checkpoint != nil else { return }
    switch run.outcome {
    case .finished, .stoppedEarly, .conditionMet: break
    case .stopped, .interrupted, .failed, nil: return
    }
    guard run.setup.isOneOfMany else {
      entries.append((key, run))
      if entries.count > Self.capacity { entries.removeFirst() }
      return
    }
    many.append((key, run))
    while many.count > Self.manyCapacity || many.count > 1 && ownBytes > Self.manyBytes {
      many.removeFirst()
    }
  }

  /// Data that many trainings share count once.
  private var ownBytes: Int {
    var (bytes, last) = (0, TrainingRun?.none)
    for entry in many {
      let samples = entry.run.setup.training
      if last?.setup.training.sharesInputs(with: samples) != true { bytes += samples.byteCount }
      last = entry.run
    }
    return bytes
  }

  subscript(_ key: ValueFingerprint) -> TrainingRun? {
    (many.last { $0.key.isSame(as: key) } ?? entries.last { $0.key.isSame(as: key) })?.run
  }
}
