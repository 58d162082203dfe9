import Engine
import Support

/// What others ask of a run, between two batches.
extension TrainingWorker {
  /// Carries out what was asked for; answers why the run ends, if it does.
  func obey(_ requests: RunBoard.Requests) -> TrainingOutcome? {
    var requests = requests
    var wasPaused = false
    while true {
      let due = (requests.interventions[batch] ?? []) + requests.changes
      for case .set(let name, let value) in due { set(name, to: value) }
      let moment = requests.wantsMoment || due.contains(.keepMoment) ? moment : nil
      let (done, count) = (batch, requests.changes.count)
      board.change { state in
        // More may have been asked for meanwhile.
        state.requests.changes.removeFirst(count)
        state.requests.interventions[done] = nil
        if due.contains(.keepMoment) {
          state.kept[done] = moment
          state.promised.insert(done)
        }
        if let moment, state.requests.wantsMoment {
          state.newest = moment
          state.requests.wantsMoment = false
        }
      }
      board.bell.ring()
      if due.contains(.interrupt) { return .interrupted }
      if due.contains(.stop) { return .stopped }
      if requests.stops { return requests.isProgramEnding ? .interrupted : .stopped }
      if requests.previews { showNext() }
      requests.previews = false
      if requests.stepsOnce {
        // The next step is made, and then the run pauses again.
        board.change { $0.requests.stepsOnce = false }
        showsNextStep = true
        return nil
      }
      let pauses = requests.pauses && epoch <= plannedEpochs
      if !pauses, !wasPaused, let again = waitForPace(requests.pace) {
        requests = again
        continue
      }
      board.change { $0.progress.phase = pauses ? .paused : .running }
      let begins = pauses && !wasPaused
      if pauses != wasPaused { board.tellObserver() }
      wasPaused = pauses
      guard pauses else { return nil }
      board.bell.ring()
      if begins { keepWhilePaused() }
      let pauseStart = monotonicSeconds()
      let isAsked = board.bell.wait(seconds: 60) {
        board.read { state in
          let requests = state.requests
          return requests.stops || requests.wantsMoment || requests.stepsOnce
            || requests.previews || !requests.changes.isEmpty
            || !requests.pauses
        }
      }
      leaveOut(seconds: monotonicSeconds() - pauseStart)
      if isAsked { requests = board.read { $0.requests } } else { requests.changes = [] }
    }
  }

  /// Time in which the run stood still is none of its own.
  private func leaveOut(seconds: Double) {
    startTime += seconds
    epochStartTime += seconds
    speed.leaveOut(seconds: seconds)
  }

  /// The most steps in a second that a reader asks for.
  var askedPace: Double? { board.isAsked ? board.read { $0.requests.pace } : nil }

  /// Holds a step back whose time has not come; answers what is asked for meanwhile. What is computed stays the
  /// same: only when is another matter.
  private func waitForPace(_ pace: Double?) -> RunBoard.Requests? {
    guard let pace, pace > 0 else {
      nextStepTime = 0
      return nil
    }
    let now = monotonicSeconds()
    guard nextStepTime > now else {
      nextStepTime = max(nextStepTime, now - 1 / pace) + 1 / pace
      return nil
    }
    let isAsked = board.bell.wait(seconds: min(nextStepTime - now, 1)) {
      board.read { state in
        let requests = state.requests
        return requests.stops || requests.wantsMoment || requests.stepsOnce || requests.pauses
          || requests.previews
          || !requests.changes.isEmpty || requests.pace != pace
      }
    }
    var requests = board.read { $0.requests }
    if requests.pace != pace { nextStepTime = 0 }
    if !isAsked { requests.changes = [] }
    return requests
  }

  /// The same for what is planned for the place at which the run begins.
  func obeyPlanned() -> TrainingOutcome? {
    let requests = board.read { $0.requests }
    // A run that is to begin paused makes no step before.
    return requests.interventions[batch] == nil && !requests.pauses ? nil : obey(requests)
  }

  /// Hands out a moment while something takes long, such as a validation.
  func answerReaders() {
    guard board.read({ $0.requests.wantsMoment }) else { return }
    let moment = moment
    board.change { state in
      state.newest = moment
      state.requests.wantsMoment = false
    }
    board.bell.ring()
  }

  var moment: RunMoment {
    let weights = handedOut
    return board.read { $0.moment(weights: weights) }
  }

  /// From the end of this epoch on the run gives up after so many without improvement.
  func setPatience(_ epochs: Int) {
    if best == nil {
      best = BestEpoch(EarlyStopping(patience: epochs), watching: setup.monitored)
    } else {
      best?.patience = epochs
    }
  }

  /// A setting that has been checked; acts from the next step on.
  private func set(_ name: String, to value: Double) {
    switch name {
    case "learning_rate": fixedRate = value
    case "epochs":
      // An epoch that has begun is finished.
      plannedEpochs = max(position == 0 ? epoch - 1 : epoch, TrainingOptions.count(value))
    case "early_stopping": setPatience(TrainingOptions.count(value))
    default:
      setPlanned(name, to: value)
      replan()
      speed.restart(at: monotonicSeconds())
    }
    let change = RunChange(step: batch, name: name, value: value)
    let (epochs, steps) = (plannedEpochs, plannedSteps)
    board.change { state in
      state.progress.epochs = epochs
      state.progress.steps = steps
      state.changes.append(change)
      if name == "learning_rate" { state.progress.learningRate = value }
    }
  }
}
