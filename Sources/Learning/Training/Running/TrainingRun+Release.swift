import Engine

// What a run keeps after its end, and how it lets it go.
extension TrainingRun {
  /// The memory that the run keeps so that it can go on: blocks of weights and moments, with their
  /// sizes in bytes. Empty while it is on.
  package var keptMemory: [(memory: ObjectIdentifier, bytes: Int)] {
    guard isFinished, let worker else { return [] }
    let handed = board.read { state in
      (state.newest?.weights ?? []) + state.kept.values.flatMap(\.weights)
    }
    let tensors = worker.state.kept + (worker.best?.weights ?? []) + handed
    return tensors.map { (ObjectIdentifier($0.memory), $0.type.byteCount) }
  }

  /// Whether what it needs to go on was let go; its curves are there.
  package var isReleased: Bool { worker == nil }

  /// Lets the weights and moments of a run go that has ended: it cannot go on any more.
  package func release() {
    guard isFinished, !isHeld else { return }
    worker = nil
    snapshots.clear()
    board.change { state in
      state.newest = state.moment(weights: [])
      (state.kept, state.detail, state.preview) = ([:], nil, nil)
    }
  }
}
