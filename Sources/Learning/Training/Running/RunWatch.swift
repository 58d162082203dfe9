import Support

/// A condition on a run that somebody waits for.
struct RunWatch: Sendable {
  /// A condition that has come true.
  struct Hit: Sendable {
    let watch: Int
    let step: Int
    let epoch: Int

    /// How many wait at most to be told.
    static let limit = 100
  }

  let number: Int
  /// Looked at after each epoch with the newest value of each series, `epoch` and `step`.
  let condition: @Sendable ([String: Double]) -> Bool
  /// Whether the run pauses then.
  let pauses: Bool
  /// Told after each epoch in which it holds, at most once a second.
  let repeats: Bool
  var lastTime = -Double.infinity
  /// Whether it held after the epoch before: it is told when it becomes true.
  var held = false
}

extension TrainingWorker {
  /// After an epoch: notes the conditions that have come true, and keeps what there is to see.
  func lookAtWatches(_ newest: [String: Double], epoch: Int) {
    guard board.read({ !$0.watches.isEmpty }) else { return }
    var values = newest
    values["epoch"] = Double(epoch)
    values["step"] = Double(batch)
    let (known, done, now) = (values, batch, monotonicSeconds())
    let isHit = board.change { state -> Bool in
      var isHit = false
      for index in state.watches.indices {
        let holds = state.watches[index].condition(known)
        let watch = state.watches[index]
        if holds, watch.repeats ? now - watch.lastTime >= 1 : !watch.held {
          state.watches[index].lastTime = now
          isHit = true
          state.hits.append(
            RunWatch.Hit(watch: state.watches[index].number, step: done, epoch: epoch))
          if watch.pauses { state.requests.pauses = true }
        }
        state.watches[index].held = holds
      }
      // Where nobody has looked for long, the newest are of use.
      for hit in state.hits.prefix(max(0, state.hits.count - RunWatch.Hit.limit)) {
        if !state.promised.contains(hit.step) { state.kept[hit.step] = nil }
      }
      state.hits.removeFirst(max(0, state.hits.count - RunWatch.Hit.limit))
      // A breakpoint has done what it is for.
      state.watches.removeAll { $0.pauses && $0.held }
      return isHit
    }
    guard isHit else { return }
    let moment = moment
    board.change { $0.kept[done] = moment }
    board.tellObserver()
  }
}

extension TrainingRun {
  /// Waits for a condition, under a number; asks the run to pause when it comes true.
  package func watch(
    _ number: Int, pauses: Bool, repeats: Bool = false,
    _ condition: @escaping @Sendable ([String: Double]) -> Bool
  ) {
    board.change { state in
      state.watches.append(
        RunWatch(number: number, condition: condition, pauses: pauses, repeats: repeats))
    }
  }

  /// Waits for the condition of this number no more.
  package func endWatch(_ number: Int) {
    board.change { state in state.watches.removeAll { $0.number == number } }
  }

  /// Conditions that have come true since the last call.
  package func takeHits() -> [(watch: Int, step: Int, epoch: Int)] {
    board.change { state in
      defer { state.hits = [] }
      return state.hits
    }.map { ($0.watch, $0.step, $0.epoch) }
  }

  /// What was kept of a step has been seen.
  package func forgetMoment(at step: Int) { board.change { $0.kept[step] = nil } }

  /// Makes one step of a run that is paused, and answers all its numbers; `nil` where the run has
  /// ended, or its numbers cannot be kept.
  package func stepOnce() -> StepDetail? {
    let before = board.change { state in
      state.requests.pauses = true
      state.requests.stepsOnce = true
      return state.progress.step
    }
    board.bell.ring()
    _ = board.bell.wait(seconds: .infinity) {
      board.read { $0.outcome != nil || $0.progress.step > before && $0.progress.phase == .paused }
    }
    return board.read { $0.detail.flatMap { $0.step > before ? $0 : nil } }
  }

  /// The numbers of the step that comes, which is not made: the run is held between two steps, as it was before.
  /// What the optimizer will make of them is not known yet. `nil` where the run has ended, or its numbers cannot be
  /// had without making the step.
  package func previewStep() -> StepDetail? {
    board.change { state in
      state.requests.pauses = true
      state.requests.previews = true
      state.preview = nil
    }
    board.bell.ring()
    _ = board.bell.wait(seconds: .infinity) {
      board.read { $0.outcome != nil || !$0.requests.previews && $0.progress.phase == .paused }
    }
    return board.read { $0.outcome == nil ? $0.preview : nil }
  }
}
