import Engine

extension TrainingSetup {
  /// The time of each line of a training step, on one thread; for measurements.
  package func lineTimes(repetitions: Int, inRow: Int = 1) throws(LearningError) -> [LineTime] {
    let state = TrainingState(self)
    let plan = try StepPlan(self, step: 0, rows: options.batchSize, state: state, team: nil)
    let positions = ArraySlice(0..<options.batchSize)
    _ = plan.run(training, positions, rate: 0.001, number: 1, ownNumber: 1, batch: 1)
    return plan.executor.lineTimes(repetitions: repetitions, inRow: inRow)
  }

  /// What each line of a training step has to do, beside the time that it takes on one thread; for measurements.
  package func timedWork(
    repetitions: Int, inRow: Int = 1
  ) throws(LearningError) -> [(work: LineWork, seconds: Double)] {
    let state = TrainingState(self)
    let plan = try StepPlan(self, step: 0, rows: options.batchSize, state: state, team: nil)
    let positions = ArraySlice(0..<options.batchSize)
    _ = plan.run(training, positions, rate: 0.001, number: 1, ownNumber: 1, batch: 1)
    let times = plan.executor.lineTimes(repetitions: repetitions, inRow: inRow)
    return zip(plan.planned.plan.work, times).map { ($0, $1.nanoseconds * 1e-9) }
  }
}
