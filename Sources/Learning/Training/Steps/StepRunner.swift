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
          setup, step: index, rows: rows, state: state, team: team, onlyAccumulates: true)
      }
      return plans
    }
    let (count, size) = (setup.training.count, setup.options.batchSize)
    self.rows = rows ?? BatchCourse.rows(from: 0, of: count, batchSize: size)
    var planned: [Plans] = []
    for count in self.rows { planned.append(try plans(count)) }
    self.planned = planned
    do {
      schedule = try RateSchedule(step.optimizer.entry.settings.learningRate)
    } catch {
      throw .inside(.loss("learning_rate"), error)
    }
  }

  var plans: [StepPlan] { planned.flatMap(\.all) }

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
    _ samples: Samples, _ positions: ArraySlice<Int>, fixedRate: Double?, batch: Int
  ) -> Result? {
    let update = step.optimizer.entry.update(ofStep: count + 1)
    guard let size = rows.firstIndex(of: positions.count),
      let plan = update.updates ? planned[size].update : planned[size].sum
    else { return nil }
    rate = fixedRate ?? schedule.rate(at: update.number - 1)
    count += 1
    let (loss, isUpdated) = plan.run(samples, positions, rate: rate, number: count, batch: batch)
    return Result(plan: plan, loss: loss, isUpdated: isUpdated)
  }
}
