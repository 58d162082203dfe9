import Catalog
import Engine
import Support

/// How long a training step and an answer really take on this machine.
package struct ModelTimes: Equatable, Sendable {
  /// Seconds of one training step: forward, backward, update.
  package let step: Double
  /// Seconds of one answer to a batch.
  package let answer: Double

  /// Runs both on zeros, at least five times each and for a tenth of a second; the least time counts. The model's
  /// weights stay as they are.
  package init(
    of model: Model, batchSize: Int, optimizer: Chosen<any Optimizer>?, threads: Int
  ) throws(LearningError) {
    let planned = try PlannedStep(
      of: model, batchSize: batchSize, optimizer: optimizer, threads: threads)
    try TrainingMemory(planned.setup, planned.state, [planned.step]).check(planned.setup)
    let positions = ArraySlice(repeatElement(0, count: batchSize))
    var number = 0
    step = ModelTimes.least {
      number += 1
      _ = planned.step.run(
        planned.setup.training, positions, rate: 1e-6, number: number, ownNumber: number, batch: 1)
    }
    answer = try ModelTimes.answer(of: model, batchSize: batchSize, threads: threads)
  }

  /// Seconds of one answer to a batch, by the same measure; what is trained does not matter.
  package static func answer(
    of model: Model, batchSize: Int, threads: Int
  ) throws(LearningError) -> Double {
    let executor = Executor(
      try ModelCost.inference(of: model, batchSize: batchSize), threads: threads)
    // A small model answers faster than a clock ticks: so many runs that they take a few milliseconds together.
    let once = least { executor.run() }
    let runs = max(1, Int((0.005 / max(once, 1e-7)).rounded(.up), within: 1...50_000))
    let seconds = least { for _ in 0..<runs { executor.run() } }
    guard !Interrupt.isRaised else { throw .interrupted }
    return seconds / Double(runs)
  }

  private static func least(_ work: () -> Void) -> Double {
    work()
    var (least, runs) = (Double.infinity, 0)
    let end = monotonicSeconds() + 0.1
    while (runs < 5 || monotonicSeconds() < end) && !Interrupt.isRaised {
      let start = monotonicSeconds()
      work()
      least = min(least, monotonicSeconds() - start)
      runs += 1
    }
    return least
  }
}
