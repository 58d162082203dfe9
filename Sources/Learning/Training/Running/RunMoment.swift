import Engine

/// A run as it was between two steps: counters, curves and weights that belong together.
package struct RunMoment: Sendable {
  /// Counters and means, as they were.
  package let progress: TrainingProgress
  /// The epochs that had ended.
  package let epochs: [EpochRecord]
  private let curves: [[Double]]
  /// In the order of the run's weights; empty where nobody asked for them.
  let weights: [Tensor]

  init(
    progress: TrainingProgress, epochs: [EpochRecord], curves: [[Double]], weights: [Tensor]
  ) {
    self.progress = progress
    self.epochs = epochs
    self.curves = curves
    self.weights = weights
  }

  /// Steps that were done.
  package var step: Int { progress.step }

  /// The losses of the batches in one step of the training.
  package func stepLosses(of curve: Int = 0) -> [Double] { curves[curve] }
}
