import Data
import Engine

/// One step of a training: a plan for each size that its batches have, its learning rate, how often
/// it ran.
final class StepRunner {
  let step: TrainingStep
  /// The sizes that are planned, and the plans of each.
  let rows: [Int]
  private let planned: [Plans]
  private let schedule: RateSchedule
  /// How often the step ran so far; numbers its draws.
  var count = 0
  /// How often it had run when its optimizer began anew; its own steps count from there.
  var origin = 0
  private let privateStep: PrivateStep?
  /// The learning rate of the last run.
  private(set) var rate = Double.nan

  /// What updates, and what only adds up gradients where several runs make one update.
  private struct Plans {
    var update: StepPlan?
    var sum: StepPlan?

    var all: [StepPlan] { [update, sum].compactMap(\.self) }
  }

  /// For batches of the sizes in `rows`; those of whole epochs where nothing is said.
  init(
    _ setup: TrainingSetup, step index: Int, rows: [Int]? = nil, state: TrainingState,
    team: ThreadTeam?
  ) throws(LearningError) {
    let step = setup.steps[index]
    self.step = step
    func plans(_ rows: Int) throws(LearningError) -> Plans {
      var plans = Plans()
      plans.update = try StepPlan(setup, step: index, rows: rows, state: state, team: team)
      if step.optimizer.entry.settings.accumulationSteps > 1 {
        plans.sum = try StepPlan(
          setup, step: index, rows: rows, state: state, team: team, ending: .accumulate)
      }
      return plans
    }
    self.rows = rows ?? setup.rows(from: 0, batchSize: setup.options.batchSize)
    var planned: [Plans] = []
    privateStep = try setup.options.privacy.map { (privacy) throws(LearningError) in
      try PrivateStep(setup, privacy, step: index, state: state, team: team)
    }
    if privateStep == nil { for count in self.rows { planned.append(try plans(count)) } }
    self.planned = planned
    do {
      schedule = try RateSchedule(step.optimizer.entry.settings.learningRate)
    } catch {
      throw .inside(.loss("learning_rate"), error)
    }
  }

  /// What reads samples.
  var plans: [StepPlan] { planned.flatMap(\.all) + (privateStep.map { [$0.sample] } ?? []) }

  /// All plans that it runs.
  var runs: [PlannedRun] { plans.map(\.planned) + (privateStep?.updates ?? []) }

  /// What a private step adds up, in bytes; 0 of others.
  var sumByteCount: Int { privateStep?.byteCount ?? 0 }

  /// Takes in the newest values of the run's series after an epoch.
  func note(_ values: [(name: String, value: Double)]) { schedule.note(values) }

  /// What the learning rate remembers of the epochs behind it.
  var scheduleState: [Double] {
    get { schedule.state }
    set { schedule.state = newValue }
  }

  /// What one run came to.
  struct Result {
    /// The plan that ran last, in which what is not finite can be looked for.
    let executor: Executor
    let loss: Measured
    let isUpdated: Bool
  }

  /// Runs the step once; `nil` where a batch of this size was not planned. `measure` reads each plan that
  /// has run on samples, where all was finite.
  func run(
    _ samples: Samples, _ drawn: DrawnBatch, fixedRate: Double?, batch: Int,
    measure: (StepPlan) -> Void
  ) -> Result? {
    let optimizer = step.optimizer.entry
    let own = optimizer.update(ofStep: count + 1 - origin)
    let positions = drawn.positions
    // A schedule goes on where the optimizer begins anew.
    let place = optimizer.update(ofStep: count + 1).number - 1
    if let privateStep {
      rate = fixedRate ?? schedule.rate(at: place)
      count += 1
      return privateStep.run(
        samples, drawn, rate: rate, number: count, own: own, batch: batch, measure: measure)
    }
    guard let size = rows.firstIndex(of: positions.count),
      let plan = own.updates ? planned[size].update : planned[size].sum
    else { return nil }
    rate = fixedRate ?? schedule.rate(at: place)
    count += 1
    let (loss, isUpdated) = plan.run(
      samples, positions, rate: rate, number: count, ownNumber: count - origin, batch: batch)
    if isUpdated { measure(plan) }
    return Result(executor: plan.executor, loss: loss, isUpdated: isUpdated)
  }
}
