import Data
import Engine

/// A step that learns from samples one by one: each gradient is cut, then noise comes on their sum.
final class PrivateStep {
  /// Reads one sample.
  let sample: StepPlan
  private let update: PrivateUpdate
  /// Where several runs make one update, what only adds up.
  private let accumulation: PrivateUpdate?
  private let sums: [Variable]
  /// The loss of the last step that drew a sample: one that drew none has no other.
  private var lastLoss = 0.0

  /// Refuses layers and losses that learn of several samples at once.
  init(
    _ setup: TrainingSetup, _ privacy: DifferentialPrivacy, step index: Int, state: TrainingState,
    team: ThreadTeam?
  ) throws(LearningError) {
    let sums = state.parts[index].weights.map { weight in
      Variable("\(weight.name).private_sum", weight.type, initially: nil)
    }
    self.sums = sums
    let sample = try StepPlan(
      setup, step: index, rows: 1, state: state, team: team,
      ending: .cut(to: privacy.clip, into: sums))
    self.sample = sample
    // What only plans draws nothing.
    let draws = setup.privateDraws ?? PrivateDraws(setup, [], from: nil)
    func update(_ onlyAccumulates: Bool) throws(LearningError) -> PrivateUpdate {
      try PrivateUpdate(
        setup, privacy, draws, step: index, state: state, sums: sums,
        hasPenalties: sample.hasPenalties, team: team, onlyAccumulates: onlyAccumulates)
    }
    self.update = try update(false)
    accumulation =
      setup.steps[index].optimizer.entry.settings.accumulationSteps > 1 ? try update(true) : nil
  }

  /// The plans beside the one that reads samples.
  var updates: [PlannedRun] { [update.planned] + (accumulation.map { [$0.planned] } ?? []) }

  /// The memory of the sums.
  var byteCount: Int { sums.reduce(0) { saturatingSum($0, $1.type.byteCount) } }

  /// The loss is the mean over the samples that were drawn.
  func run(
    _ samples: Samples, _ drawn: DrawnBatch, rate: Double, number: Int,
    own: (number: Int, updates: Bool), batch: Int, measure: (StepPlan) -> Void
  ) -> StepRunner.Result {
    var mean = RunningMean()
    for (place, index) in drawn.positions.indices.enumerated() {
      let found = sample.run(
        samples, sample: drawn.positions[index...index], place: place, number: number, batch: batch)
      guard found.isUpdated else {
        return StepRunner.Result(executor: sample.executor, loss: found.loss, isUpdated: false)
      }
      mean.add(found.loss)
      measure(sample)
    }
    let count = mean.numbers[1]
    if count > 0 { lastLoss = mean.value }
    let last = own.updates ? update : accumulation ?? update
    let isUpdated = last.run(
      rate: rate, update: own.number, expected: drawn.sampling?.expected ?? 1, number: number,
      branch: drawn.branch)
    return StepRunner.Result(
      executor: last.planned.executor, loss: Measured(value: lastLoss, count: count),
      isUpdated: isUpdated)
  }
}
