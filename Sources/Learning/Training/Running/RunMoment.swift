import Engine

/// A run as it was between two steps: counters, curves and weights that belong together.
package struct RunMoment: Sendable {
  /// Counters and means, as they were.
  package let progress: TrainingProgress
  /// The epochs that had ended; of very many not each.
  package let epochs: ThinnedSeries<EpochRecord>
  private let curves: [ThinnedSeries<Double>]
  /// In the order of the run's weights; empty where nobody asked for them.
  package let weights: [Tensor]

  init(
    progress: TrainingProgress, epochs: ThinnedSeries<EpochRecord>,
    curves: [ThinnedSeries<Double>], weights: [Tensor]
  ) {
    self.progress = progress
    self.epochs = epochs
    self.curves = curves
    self.weights = weights
  }

  /// Steps that were done.
  package var step: Int { progress.step }

  /// The losses of the batches in one step of the training; of more than 2¹⁸ not each.
  package func stepLosses(of curve: Int = 0) -> [Double] { curves[curve].elements }

  /// The same as they are kept.
  package func stepSeries(of curve: Int) -> ThinnedSeries<Double> { curves[curve] }

  /// How many batches a loss stands for: 1 below 2²⁰.
  package var stride: Int { curves.first?.stride ?? 1 }
}
