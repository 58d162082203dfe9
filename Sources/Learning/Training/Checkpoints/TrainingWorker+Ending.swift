import Engine
import Support

// How a run ends, and what it hands out then.
extension TrainingWorker {
  /// For a run that is not to go on: hands out what it was.
  func end(_ outcome: TrainingOutcome) {
    earlierSeconds = secondsSoFar
    endSeconds = earlierSeconds
    finish(outcome)
  }

  func finish(_ outcome: TrainingOutcome) {
    if pending.batches > 0 { tell() }
    // No step and no way back is needed any more; their memory serves what is handed out.
    epochStart.weights = []
    for plan in runners.flatMap(\.runs) { plan.release() }
    validation?.release()
    var values = handedOut
    if case .failed = outcome { values = state.values } else { values = best?.weights ?? values }
    switch outcome {
    case .stopped, .interrupted: setup.onCheckpoint?(checkpoint())
    default: break
    }
    endSeconds = secondsSoFar
    let (seconds, mean) = (endSeconds ?? 0, speed.mean(at: monotonicSeconds()))
    board.change { state in
      state.outcome = outcome
      state.progress.seconds = seconds
      if let mean { state.progress.samplesPerSecond = mean }
      switch outcome {
      case .finished, .stoppedEarly, .conditionMet: state.progress.phase = .done
      case .stopped, .interrupted: state.progress.phase = .stopped
      case .failed: state.progress.phase = .failed
      }
      state.newest = state.moment(weights: values)
    }
    board.bell.ring()
    board.tellObserver()
  }
}
