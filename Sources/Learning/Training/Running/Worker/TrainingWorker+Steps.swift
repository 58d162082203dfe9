import Engine

// Steps that are more than the usual ones: with another optimizer, or with all numbers kept.
extension TrainingWorker {
  /// A setting of how steps are made; they are to be planned anew.
  func setPlanned(_ name: String, to value: Double) {
    if name == "batch_size" { return batchSize = max(1, TrainingOptions.count(value)) }
    for index in steps.indices {
      guard let optimizer = try? steps[index].optimizer.with(name, value) else { continue }
      steps[index].optimizer = optimizer
    }
  }

  /// Plans the steps with the optimizers and the batch size as they are now; weights and moments
  /// stay.
  func replan() {
    var changed = setup
    changed.steps = steps
    for index in steps.indices {
      guard
        let runner = try? StepRunner(
          changed, step: index, rows: neededRows, state: state, team: team)
      else {
        // It was checked before it was asked for.
        continue
      }
      let old = runners[index]
      (runner.count, runner.origin, runner.scheduleState) = (
        old.count, old.origin, old.scheduleState
      )
      for plan in old.runs { plan.release() }
      let arena = ArenaMemory(byteCount: runner.runs.map(\.plan).arenaByteCount)
      for plan in runner.runs { plan.prepare(in: arena) }
      runners[index] = runner
    }
  }

  /// The sizes of the batches from here on.
  var neededRows: [Int] { setup.rows(from: position, batchSize: batchSize) }

  /// All steps from the beginning to the planned end.
  var plannedSteps: Int {
    guard epoch <= plannedEpochs else { return batch }
    let length = setup.length(batchSize: batchSize)
    let size = setup.federation == nil ? batchSize : 1
    return saturatingSum(
      batch + BatchCourse.batches(length - position, size: size),
      saturatingProduct(plannedEpochs - epoch, BatchCourse.batches(length, size: size)))
  }

  /// A step whose numbers are wanted.
  func showBatch(_ drawn: DrawnBatch) -> TrainingOutcome? {
    showsNextStep = false
    let positions = drawn.positions
    let detailed = try? DetailedStep(setup, rows: positions.count, state)
    var detail = detailed?.detail(
      setup.training, positions, number: runners[0].count + 1, batch: batch, epoch: epoch)
    let outcome = runSteps(drawn)
    if var shown = detail {
      detailed?.complete(&shown, learningRate: runners[0].rate)
      detail = shown
    }
    let result = detail
    board.change { $0.detail = result }
    return outcome
  }

  /// Hands out the numbers of the step that comes. Nothing of the run changes by it.
  func showNext() {
    let found = nextDetail()
    board.change { state in
      state.preview = found
      state.requests.previews = false
    }
    board.bell.ring()
  }

  /// `nil` behind the last step, and where the next batch cannot be known without drawing it: those of private steps
  /// and of clients.
  private func nextDetail() -> StepDetail? {
    guard epoch <= plannedEpochs, setup.federation == nil, setup.options.privacy == nil else {
      return nil
    }
    // Between two epochs the order is still that of the one that has ended.
    if position == 0 { beginOrder() }
    let positions = nextBatch().positions
    let detailed = try? DetailedStep(setup, rows: positions.count, state)
    return detailed?.detail(
      setup.training, positions, number: runners[0].count + 1, batch: batch + 1, epoch: epoch)
  }
}
