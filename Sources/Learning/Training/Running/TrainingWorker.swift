import Engine

/// The loop of a run, on its own thread: steps, epochs, validation, requests.
///
/// Everything it needs is planned before it starts; a step allocates next to nothing and cannot
/// be refused.
final class TrainingWorker {
  private let setup: TrainingSetup
  private let board: RunBoard
  private let state: TrainingState
  private let full: StepPlan?
  private let rest: StepPlan?
  /// The same for steps that only add up gradients.
  private let fullSum: StepPlan?
  private let restSum: StepPlan?
  private let validation: EvaluationPlan?
  private let schedule: RateSchedule
  private let shuffling: RandomStream
  private var fixedRate: Double?
  private var order: [Int] = []
  /// The way back if an update itself overflows, which guards cannot see.
  private var epochStart: (step: Int, weights: [Tensor])
  private var lastLoss: Double?
  private var best: BestEpoch?
  private var step = 0
  private var startTime = 0.0

  init(_ setup: TrainingSetup, board: RunBoard) throws(LearningError) {
    self.setup = setup
    self.board = board
    let options = setup.options
    let state = TrainingState(setup.model, setup.optimizer.entry, frozen: setup.frozen)
    let team = ThreadTeam.of(options.threads)
    self.state = state
    let (count, size) = (setup.training.count, options.batchSize)
    func plan(_ rows: Int, onlyAccumulates: Bool) throws(LearningError) -> StepPlan? {
      let accumulates = setup.optimizer.entry.settings.accumulationSteps > 1
      guard rows > 0, accumulates || !onlyAccumulates else { return nil }
      return try StepPlan(
        setup, rows: rows, state: state, team: team, onlyAccumulates: onlyAccumulates)
    }
    full = try plan(count >= size ? size : 0, onlyAccumulates: false)
    rest = try plan(count % size, onlyAccumulates: false)
    fullSum = try plan(count >= size ? size : 0, onlyAccumulates: true)
    restSum = try plan(count % size, onlyAccumulates: true)
    validation =
      if let samples = setup.validation {
        try EvaluationPlan(
          setup.model, samples, loss: setup.loss, metrics: setup.metrics, layout: setup.layout,
          team: team, replacing: state.evaluatedReplacing)
      } else { nil }
    do {
      schedule = try RateSchedule(setup.optimizer.entry.settings.learningRate)
    } catch {
      throw .lossFunction(name: "learning_rate", error)
    }
    shuffling = RandomStream(
      seed: options.seed, purpose: .shuffle, name: options.name, occurrence: options.occurrence)
    order = Array(0..<count)
    epochStart = (0, state.values)
    best = options.earlyStopping.map { BestEpoch($0, hasValidation: setup.validation != nil) }
  }

  func run() {
    startTime = monotonicSeconds()
    var outcome = TrainingOutcome.finished
    for epoch in 1...setup.options.epochs {
      if let end = run(epoch: epoch) {
        outcome = end
        break
      }
    }
    if case .failed = outcome {
      finish(outcome, state.values)
    } else {
      if let weights = best?.weights { state.restore(weights: weights) }
      finish(outcome, best?.weights ?? state.evaluatedValues)
    }
  }

  private func finish(_ outcome: TrainingOutcome, _ values: [Tensor]) {
    let (step, seconds) = (self.step, monotonicSeconds() - startTime)
    board.change { state in
      state.snapshot = values
      state.snapshotStep = step
      state.outcome = outcome
      state.progress.seconds = seconds
      switch outcome {
      case .finished, .stoppedEarly, .conditionMet: state.progress.phase = .done
      case .stopped: state.progress.phase = .stopped
      case .failed: state.progress.phase = .failed
      }
    }
    board.bell.ring()
  }

  /// One pass over the samples; answers why the run ends, if it does.
  private func run(epoch: Int) -> TrainingOutcome? {
    let options = setup.options
    let began = monotonicSeconds()
    if options.shuffles { order = shuffling.permutation(setup.training.count, epoch: epoch - 1) }
    epochStart = (step, state.values)
    var tally = MetricTally(setup.metrics, setup.layout)
    var lastReport = began
    for start in stride(from: 0, to: order.count, by: options.batchSize) {
      let range = start..<min(start + options.batchSize, order.count)
      let update = setup.optimizer.entry.update(ofStep: step + 1)
      let isFull = range.count == options.batchSize
      let chosen = update.updates ? (isFull ? full : rest) : (isFull ? fullSum : restSum)
      guard let plan = chosen else { continue }
      let rate = fixedRate ?? schedule.rate(at: update.number - 1)
      step += 1
      let (loss, isUpdated) = plan.run(setup.training, order[range], rate: rate, step: step)
      guard isUpdated else { return fail(plan, epoch: epoch, loss: loss.value, rate: rate) }
      lastLoss = loss.value
      tally.add(loss: loss, measures: plan.measured)
      if tally.needsPredictions {
        tally.add(targets: plan.targets.doubles, predictions: plan.predictions.doubles)
      }
      let now = monotonicSeconds()
      let done = (epoch - 1) * order.count + range.upperBound
      let requests = board.publish(
        loss: loss.value, mean: tally.loss, epoch: epoch, rate: rate, seconds: now - startTime,
        speed: Double(done) / max(now - startTime, 1e-9))
      if now - lastReport > 0.05 {
        lastReport = now
        let metrics = tally.values.map { ($0.name, $0.value.summary) }
        board.change { $0.progress.metrics = metrics }
      }
      if !requests.isEmpty, let end = obey(requests) { return end }
    }
    return close(epoch, tally, seconds: monotonicSeconds() - began)
  }

  /// Validation, the record, and the rules that end a run after an epoch.
  private func close(_ epoch: Int, _ tally: MetricTally, seconds: Double) -> TrainingOutcome? {
    var values = [("loss", tally.loss)] + tally.values.map { ($0.name, $0.value.summary) }
    let metrics = values.dropFirst()
    if let validation {
      guard let result = validation.run(isStopped: { board.read { $0.requests.stops } }) else {
        return .stopped
      }
      values.append(("val_loss", result.loss))
      values += result.values.map { ("val_" + $0.name, $0.value.summary) }
    }
    var record = EpochRecord(
      epoch: epoch, step: step, values: values, seconds: seconds, isBest: false)
    record.isBest = best?.note(record, state) ?? false
    board.change { state in
      state.epochs.append(record)
      state.progress.metrics = Array(metrics)
    }
    schedule.note(values)
    let newest = Dictionary(values) { first, _ in first }
    if let best, best.givesUp { return .stoppedEarly(bestEpoch: best.epoch) }
    return setup.options.until?(newest) == true ? .conditionMet : nil
  }

  /// Carries out what was asked for between two steps.
  private func obey(_ requests: RunBoard.Requests) -> TrainingOutcome? {
    var requests = requests
    while true {
      if let rate = requests.learningRate { fixedRate = rate }
      let due = requests.interventions[step] ?? []
      for case .learningRate(let rate) in due { fixedRate = rate }
      if requests.wantsSnapshot { postSnapshot() }
      let done = step
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
    let step = step
    board.change { state in
      state.snapshot = values
      state.snapshotStep = step
      state.requests.wantsSnapshot = false
    }
    board.bell.ring()
  }

  /// Names the first value that was not finite; the weights are those before the step.
  private func fail(
    _ plan: StepPlan, epoch: Int, loss: Double, rate: Double
  ) -> TrainingOutcome {
    let found = plan.executor.firstNonFinite()
    var keptStep = step - 1
    if state.values.contains(where: { !$0.isFinite }) {
      state.restore(weights: epochStart.weights)
      keptStep = epochStart.step
    }
    return .failed(
      NonFiniteReport(
        epoch: epoch, step: step, layer: found?.scope ?? "", operation: found?.operation ?? "",
        loss: loss, lastLoss: lastLoss, keptStep: keptStep, learningRate: rate,
        optimizer: setup.optimizer.text))
  }
}
