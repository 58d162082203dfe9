import Engine

// What a reader asks of a run who wants to see it learn: slowly, and without waiting for it.
extension TrainingRun {
  /// The most steps in a second; `nil` for as many as there is time for. What is computed is the same.
  package var pace: Double? {
    get { board.read { $0.requests.pace } }
    set {
      board.change { $0.requests.pace = newValue.flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }
      board.bell.ring()
    }
  }

  /// Asks for the weights after the step that is being computed; `newestWeights` has them soon.
  package func requestMoment() {
    guard !isFinished else { return }
    board.change { $0.requests.wantsMoment = true }
    board.bell.ring()
  }

  /// The newest weights that were handed out, with their step; `nil` before the first time.
  package var newestWeights: (step: Int, weights: [Tensor])? {
    board.read { $0.newest }.map { ($0.step, $0.weights) }
  }

  /// The weights after a step, from a snapshot or computed again from the one before; `isInterrupted` is asked often.
  package func weights(
    afterStep step: Int, isInterrupted: () -> Bool
  ) throws(PastProblem) -> [Tensor] {
    try moment(afterStep: step, isInterrupted: isInterrupted).weights
  }

  /// Asks a run that is paused for one step more; it pauses again behind it.
  package func requestStep() {
    board.change { state in
      state.requests.pauses = true
      state.requests.stepsOnce = true
    }
    board.bell.ring()
  }
}
