import Engine

/// Measures the gradients of a training's loss for some of its samples, beside the run and with weights of its own.
package final class GradientLengths {
  private let setup: TrainingSetup
  private let state: TrainingState
  private let step: DetailedStep
  private let positions: [Int]

  /// Over the first samples of the training, at most a batch of them; `nil` for trainings of several steps, private
  /// ones, and where it would take too much.
  package init?(_ setup: TrainingSetup) {
    let rows = min(setup.options.batchSize, setup.training.count, 256)
    guard rows > 0, setup.supervision != nil else { return nil }
    let state = TrainingState(setup)
    guard let step = try? DetailedStep(setup, rows: rows, state) else { return nil }
    self.setup = setup
    self.state = state
    self.step = step
    positions = Array(0..<rows)
  }

  /// The length of the gradient for the weights of each line of the model, by its label path.
  package func lengths(with weights: [Tensor], at batch: Int) -> [String: Double] {
    state.restore(weights: weights)
    let detail = step.detail(
      setup.training, positions[...], number: max(1, batch), batch: max(1, batch), epoch: 1)
    var squares: [String: Double] = [:]
    for weight in detail.weights {
      let label = weight.path.split(separator: ".").dropLast().joined(separator: ".")
      squares[label, default: 0] += weight.gradient.doubles.reduce(0) { $0 + $1 * $1 }
    }
    return squares.mapValues { $0.squareRoot() }
  }
}
