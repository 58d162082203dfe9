import Engine

/// What others ask of a run, between two batches.
extension TrainingWorker {
  /// Carries out what was asked for; answers why the run ends, if it does.
  func obey(_ requests: RunBoard.Requests) -> TrainingOutcome? {
    var requests = requests
    while true {
      if let rate = requests.learningRate { fixedRate = rate }
      let due = requests.interventions[batch] ?? []
      for case .learningRate(let rate) in due { fixedRate = rate }
      if requests.wantsSnapshot { postSnapshot() }
      let done = batch
      board.change { state in
        state.requests.learningRate = nil
        state.requests.interventions[done] = nil
      }
      if requests.stops || due.contains(.stop) { return .stopped }
      board.change { $0.progress.phase = $0.requests.pauses ? .paused : .running }
      guard requests.pauses else { return nil }
      board.bell.ring()
      _ = board.bell.wait(seconds: 60) {
        board.read { $0.requests.stops || $0.requests.wantsSnapshot || !$0.requests.pauses }
      }
      requests = board.read { $0.requests }
    }
  }

  private func postSnapshot() {
    let values = state.evaluatedValues
    let done = batch
    board.change { state in
      state.snapshot = values
      state.snapshotStep = done
      state.requests.wantsSnapshot = false
    }
    board.bell.ring()
  }
}
