import Engine

/// One step of a training: its plans for both batch sizes, its learning rate, how often it ran.
final class StepRunner {
  let step: TrainingStep
  private let full: Plans
  private let rest: Plans
  private let schedule: RateSchedule
  /// How often the step ran so far; numbers its draws and its updates.
  var count = 0
  /// The learning rate of the last run.
  private(set) var rate = Double.nan

  /// What updates, and what only adds up gradients where several runs make one update.
  private struct Plans {
    var update: StepPlan?
    var sum: StepPlan?

    var all: [StepPlan] { [update, sum].compactMap(\.self) }
  }

  init(
    _ setup: TrainingSetup, step index: Int, state: TrainingState, team: ThreadTeam?
  ) throws(LearningError) {
    let step = setup.steps[index]
    self.step = step
    func plans(_ rows: Int) throws(LearningError) -> Plans {
      guard rows > 0 else { return Plans() }
      var plans = Plans()
      plans.update = try StepPlan(setup, step: index, rows: rows, state: state, team: team)
      if step.optimizer.entry.settings.accumulationSteps > 1 {
        plans.sum = try StepPlan(
          setup, step: index, rows: rows, state: state, team: team, onlyAccumulates: true)
      }
      return plans
    }
    let (count, size) = (setup.training.count, setup.options.batchSize)
    full = try plans(count >= size ? size : 0)
    rest = try plans(count % size)
    do {
      schedule = try RateSchedule(step.optimizer.entry.settings.learningRate)
    } catch {
      throw .lossFunction(name: "learning_rate", error)
    }
  }

  var plans: [StepPlan] { full.all + rest.all }

  /// Takes in the newest values of the run's series after an epoch.
  func note(_ values: [(name: String, value: Double)]) { schedule.note(values) }

  /// What the learning rate remembers of the epochs behind it.
  var scheduleState: [Double] {
    get { schedule.state }
    set { schedule.state = newValue }
  }

  /// What one run came to.
  struct Result {
    let plan: StepPlan
    let loss: Measured
    let isUpdated: Bool
  }

  /// Runs the step once; `nil` where a batch of this size was not planned.
  func run(
    _ samples: Samples, _ positions: ArraySlice<Int>, isFull: Bool, fixedRate: Double?, batch: Int
  ) -> Result? {
    let update = step.optimizer.entry.update(ofStep: count + 1)
    let plans = isFull ? full : rest
    guard let plan = update.updates ? plans.update : plans.sum else { return nil }
    rate = fixedRate ?? schedule.rate(at: update.number - 1)
    count += 1
    let (loss, isUpdated) = plan.run(samples, positions, rate: rate, number: count, batch: batch)
    return Result(plan: plan, loss: loss, isUpdated: isUpdated)
  }
}
