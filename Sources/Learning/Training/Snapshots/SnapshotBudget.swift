import Synchronization

/// The memory that the snapshots of all runs together may take.
package final class SnapshotBudget: Sendable {
  private struct State {
    var limit: Int
    var used = 0
  }

  private let state: Mutex<State>

  /// So many bytes for all runs together.
  package init(bytes: Int) { state = Mutex(State(limit: bytes)) }

  /// In bytes; what is kept already stays when it is lowered.
  package var limit: Int {
    get { state.withLock { $0.limit } }
    set { state.withLock { $0.limit = newValue } }
  }

  /// In bytes, over all runs.
  package var used: Int { state.withLock { $0.used } }

  /// Whether so much more may be kept; it counts from then on.
  func take(_ bytes: Int) -> Bool {
    state.withLock { state in
      guard state.used <= state.limit - bytes else { return false }
      state.used += bytes
      return true
    }
  }

  func giveBack(_ bytes: Int) { state.withLock { $0.used -= bytes } }
}
