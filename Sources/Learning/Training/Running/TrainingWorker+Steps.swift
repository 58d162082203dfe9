import Engine

// Steps that are more than the usual ones: with another optimizer, or with all numbers kept.
extension TrainingWorker {
  /// Plans the steps of an optimizer with this number anew; their weights and moments stay.
  func setOptimizer(_ name: String, to value: Double) {
    for index in steps.indices {
      guard let optimizer = try? steps[index].optimizer.with(name, value) else { continue }
      steps[index].optimizer = optimizer
      var changed = setup
      changed.steps = steps
      guard let runner = try? StepRunner(changed, step: index, state: state, team: team) else {
        // It was checked before it was asked for.
        continue
      }
      let old = runners[index]
      (runner.count, runner.scheduleState) = (old.count, old.scheduleState)
      for plan in old.plans { plan.planned.release() }
      let arena = ArenaMemory(byteCount: runner.plans.map(\.planned.plan).arenaByteCount)
      for plan in runner.plans { plan.planned.prepare(in: arena) }
      runners[index] = runner
    }
  }

  /// A step whose numbers are wanted.
  func showBatch(_ positions: ArraySlice<Int>, isFull: Bool) -> TrainingOutcome? {
    showsNextStep = false
    let detailed = try? DetailedStep(setup, rows: positions.count, state)
    var detail = detailed?.detail(
      setup.training, positions, number: runners[0].count + 1, batch: batch, epoch: epoch)
    let outcome = runSteps(positions, isFull: isFull)
    if var shown = detail {
      detailed?.complete(&shown, learningRate: runners[0].rate)
      detail = shown
    }
    let result = detail
    board.change { $0.detail = result }
    return outcome
  }
}
