import Engine
import Learning
import Support

/// All old weights of a session: what undo, discarding, cells and trainings that are used again hold.
///
/// A state is there once for each version of a variable, as memory that nobody changes; holders have
/// handles of it. What a variable is now, and what runs that have a name keep, are no history and cost
/// nothing here. Where the rest is more than `limit`, the oldest is let go: its holders find nothing in
/// their handles, and say so.
package final class WeightHistory {
  /// The budget that a session begins with, in bytes.
  package static let defaultLimit = 512_000_000

  /// The most that old weights may take, in bytes; what is open is kept whatever it takes.
  package var limit = WeightHistory.defaultLimit

  private struct Weak {
    weak var state: WeightState?
    var isKept: Bool { state?.isForgotten == false }
  }
  private struct KeptRun {
    weak var run: TrainingRun?
    let stamp: Int
    let memory: [ObjectIdentifier: Int]
  }

  private var states: [ObjectIdentifier: [Weak]] = [:]
  private var runs: [KeptRun] = []
  private var stamp = 0

  /// The present states of weights; those of one call are let go together.
  package func states(of variables: [Variable]) -> [WeightState] {
    stamp += 1
    return variables.map { variable in
      let known = (states[ObjectIdentifier(variable)] ?? []).filter { $0.isKept }
      let memory = variable.memory
      if let same = known.first(where: { $0.state?.memory === memory })?.state {
        return same
      }
      let state = WeightState(variable, stamp: stamp)
      states[ObjectIdentifier(variable)] = known + [Weak(state: state)]
      return state
    }
  }

  /// The present state of a weight.
  package func state(of variable: Variable) -> WeightState { states(of: [variable])[0] }

  /// A run that has ended: what it needs to go on counts where it has no name any more.
  func keep(_ run: TrainingRun) {
    guard run.isFinished, !runs.contains(where: { $0.run === run }) else { return }
    stamp += 1
    let memory = Dictionary(run.keptMemory) { first, _ in first }
    if !memory.isEmpty { runs.append(KeptRun(run: run, stamp: stamp, memory: memory)) }
  }

  /// What old weights take, in bytes. `named` are the runs that have a name.
  func bytes(named: Set<ObjectIdentifier>) -> Int { Ledger(items(named: named, [])).bytes }

  /// Lets go what is too much, the oldest first. `pinned` is needed by what runs now; so many bytes
  /// that are not history yet are about to be.
  func trim(
    named: @autoclosure () -> Set<ObjectIdentifier>, pinned: @autoclosure () -> [WeightState],
    making room: Int = 0
  ) {
    states = states.compactMapValues { known in
      let left = known.filter(\.isKept)
      return left.isEmpty ? nil : left
    }
    runs.removeAll { $0.run == nil || $0.run?.isReleased ?? true }
    // All of it together: usually that is little.
    let most = ByteEstimate.sum(
      states.values.joined().compactMap { $0.state?.byteCount }
        + runs.flatMap(\.memory.values) + [room])
    guard most > limit else { return }
    var ledger = Ledger(
      items(named: named(), Set(pinned().map { ObjectIdentifier($0) })))
    while ledger.bytes > max(0, limit - room), ledger.letGoOldest() {}
  }

  private func items(
    named: Set<ObjectIdentifier>, _ pinned: Set<ObjectIdentifier>
  ) -> (kept: [Ledger.Item], present: Set<ObjectIdentifier>) {
    var items: [Ledger.Item] = []
    var present: Set<ObjectIdentifier> = []
    for state in states.values.joined().compactMap(\.state) {
      present.insert(ObjectIdentifier(state.variable.memory))
      guard let memory = state.memory else { continue }
      items.append(
        Ledger.Item(
          stamp: state.stamp, memory: [ObjectIdentifier(memory): state.byteCount],
          isPinned: pinned.contains(ObjectIdentifier(state)), letGo: state.letGo))
    }
    for kept in runs {
      guard let run = kept.run, !run.isReleased else { continue }
      if named.contains(ObjectIdentifier(run)) {
        present.formUnion(kept.memory.keys)
      } else {
        items.append(
          Ledger.Item(
            stamp: kept.stamp, memory: kept.memory, isPinned: false, letGo: run.release))
      }
    }
    return (items, present)
  }
}

/// Who holds which memory.
private struct Ledger {
  struct Item {
    let stamp: Int
    /// Sizes of blocks.
    let memory: [ObjectIdentifier: Int]
    let isPinned: Bool
    let letGo: () -> Void
  }

  /// What is held that is not there anyway.
  private(set) var bytes = 0
  private var holders: [ObjectIdentifier: Int] = [:]
  /// What may be let go, the oldest last.
  private var items: [Item]

  init(_ known: (kept: [Item], present: Set<ObjectIdentifier>)) {
    for (memory, size) in known.kept.flatMap(\.memory) where !known.present.contains(memory) {
      if holders[memory] == nil { bytes += size }
      holders[memory, default: 0] += 1
    }
    let holders = holders
    items = known.kept.filter { item in
      !item.isPinned && item.memory.keys.contains { holders[$0] != nil }
    }
    items.sort { $0.stamp > $1.stamp }
  }

  /// All that was kept together goes; answers whether there was anything.
  mutating func letGoOldest() -> Bool {
    guard let stamp = items.last?.stamp else { return false }
    while let item = items.last, item.stamp == stamp {
      items.removeLast()
      item.letGo()
      for (memory, size) in item.memory {
        guard let count = holders[memory] else { continue }
        holders[memory] = count == 1 ? nil : count - 1
        if count == 1 { bytes -= size }
      }
    }
    return true
  }
}
