import Engine

/// Measures the gradients of a training's loss for some of its samples, beside the run and with weights of its own.
package final class WeightGradients {
  private let setup: TrainingSetup
  private let state: TrainingState
  private let step: DetailedStep
  private let positions: [Int]

  /// Over samples from all over the training data, at most a batch of them; `nil` for trainings of several steps, private
  /// ones, and where it would take too much.
  package init?(_ setup: TrainingSetup) {
    let rows = min(setup.options.batchSize, setup.training.count, 256)
    guard rows > 0, setup.supervision != nil else { return nil }
    let state = TrainingState(setup)
    guard let step = try? DetailedStep(setup, rows: rows, state) else { return nil }
    self.setup = setup
    self.state = state
    self.step = step
    // Rows that stand in the order of their classes have none of some at the beginning.
    positions = (0..<rows).map { $0 * setup.training.count / rows }
  }

  /// Samples that the gradients are of.
  package var sampleCount: Int { positions.count }

  /// The gradient of the loss for each weight that is trained, by its path `hidden.kernel` and of its shape, with these
  /// weights, in the order of the run's; `batch` names what dropout draws.
  package func gradients(with weights: [Tensor], at batch: Int) -> [(path: String, value: Tensor)] {
    state.restore(weights: weights)
    let detail = step.detail(
      setup.training, positions[...], number: max(1, batch), batch: max(1, batch), epoch: 1)
    return detail.weights.map { ($0.path, $0.gradient) }
  }

  /// The length of the gradient for the weights of each line of the model, by its label path.
  package func lengths(with weights: [Tensor], at batch: Int) -> [String: Double] {
    var squares: [String: Double] = [:]
    for (path, gradient) in gradients(with: weights, at: batch) {
      let label = path.split(separator: ".").dropLast().joined(separator: ".")
      squares[label, default: 0] += gradient.doubles.reduce(0) { $0 + $1 * $1 }
    }
    return squares.mapValues { $0.squareRoot() }
  }
}
