import Data
import Engine
import Support

/// The loss of a run's model over some of its training samples, again and again with other weights.
///
/// It computes on a copy of the model and on the thread that asks; the run does not wait.
package final class LossProbe {
  private let model: Model
  private let plan: EvaluationPlan
  /// How many samples are asked about.
  package let sampleCount: Int
  /// How many the run learns from.
  package let all: Int

  /// A probe of at most `most` samples, some from all over; `nil` for a run of several models or without targets, and
  /// where nothing can be computed.
  package init?(of run: TrainingRun, samples most: Int, threads: Int) {
    guard let supervision = run.setup.supervision, run.models.count == 1, most > 0 else {
      return nil
    }
    let training = run.setup.training
    guard training.count > 0 else { return nil }
    let count = min(most, training.count)
    let samples =
      count == training.count
      ? training : training.subset((0..<count).map { $0 * training.count / count })
    let copy = supervision.model.copy()
    guard
      let plan = try? EvaluationPlan(
        copy, samples, loss: supervision.loss, metrics: [], layout: supervision.layout, units: nil,
        team: ThreadTeam.of(threads))
    else { return nil }
    guard (try? plan.prepare(copy)) != nil else { return nil }
    (model, self.plan, sampleCount, all) = (copy, plan, count, training.count)
  }

  /// Which of the weights a gradient reaches, in the order of the model's parameters.
  package var areTrainable: [Bool] { model.parameters.map(\.variable.isTrainable) }

  /// The mean loss with these weights, in the order of the model's parameters; others than it has are left out.
  package func loss(with weights: [Tensor]) -> Double {
    for (parameter, value) in zip(model.parameters, weights)
    where parameter.variable.type.shape == value.shape {
      parameter.variable.set(value)
    }
    return plan.run()?.loss ?? .nan
  }
}
