import Engine
import Synchronization

/// What a run was at some of its steps: enough to go back there and go on.
///
/// Snapshots come at the ends of epochs and at steps 1, 2, 4, 8, …. Where memory runs short, every
/// second one is dropped; what was dropped is computed again from the one before, with the same bits.
final class SnapshotStore: Sendable {
  /// A checkpoint without the curves, of which the run keeps all.
  private struct Entry: Sendable {
    var checkpoint: TrainingCheckpoint
    var bytes: Int
  }

  private let budget: SnapshotBudget
  private let entries = Mutex<[Entry]>([])

  private static let capacity = 1000

  init(budget: SnapshotBudget) { self.budget = budget }

  deinit { budget.giveBack(entries.withLock { $0.reduce(0) { $0 + $1.bytes } }) }

  /// Whether one of so many bytes may ever be kept: others are not made for nothing.
  func canKeep(bytes: Int) -> Bool { bytes <= budget.limit }

  /// Keeps the checkpoint if there is room, or can be made.
  func keep(_ checkpoint: TrainingCheckpoint) {
    var slim = checkpoint
    (slim.curves, slim.epochs) = ([], ThinnedSeries(limit: EpochRecord.limit))
    let bytes = slim.byteCount
    if entries.withLock({ $0.count >= Self.capacity }) { thinOut() }
    while !budget.take(bytes) {
      guard thinOut() else { return }
    }
    entries.withLock { $0.append(Entry(checkpoint: slim, bytes: bytes)) }
  }

  /// Drops every second one; the first and the last stay. Answers whether that gave anything.
  @discardableResult
  private func thinOut() -> Bool {
    let freed = entries.withLock { entries in
      guard entries.count > 2 else { return 0 }
      var kept: [Entry] = []
      var freed = 0
      for (index, entry) in entries.enumerated() {
        if index % 2 == 0 || index == entries.count - 1 {
          kept.append(entry)
        } else {
          freed += entry.bytes
        }
      }
      entries = kept
      return freed
    }
    budget.giveBack(freed)
    return freed > 0
  }

  /// Drops all of them.
  func clear() {
    let freed = entries.withLock { entries in
      defer { entries = [] }
      return entries.reduce(0) { $0 + $1.bytes }
    }
    budget.giveBack(freed)
  }

  /// The newest one that is not after the step.
  func nearest(to step: Int) -> TrainingCheckpoint? {
    entries.withLock { $0.last { $0.checkpoint.batch <= step }?.checkpoint }
  }

  var steps: [Int] { entries.withLock { $0.map(\.checkpoint.batch) } }
}

extension TrainingCheckpoint {
  /// The memory of its tensors.
  package var byteCount: Int {
    let tensors = weights + moments.flatMap { $0.flatMap { $0 } } + (best?.weights ?? [])
    return tensors.reduce(256) { $0 + $1.type.byteCount + 64 }
  }

  /// A step number at which a run keeps itself, beside the ends of epochs.
  static func isLandmark(_ step: Int) -> Bool { step & (step - 1) == 0 }
}
