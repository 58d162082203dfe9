import Engine

/// Who is told how a training goes while it does, on the run's own thread: a log that others read.
///
/// What it is told costs nothing where nobody is told; it must not throw, and changes nothing of the training.
package protocol TrainingLogger: AnyObject, Sendable {
  /// Whether the weights and their gradients are wanted at the end of this epoch.
  func wantsWeights(after epoch: Int) -> Bool
  /// The training begins, or goes on, behind this step of this epoch, counted from 1.
  func begin(afterStep step: Int, epoch: Int)
  /// Batches were done, and an epoch where it has ended.
  func note(_ progress: LoggedProgress)
  /// The training has ended like this; nothing comes after it.
  func end(_ outcome: TrainingOutcome)
}

/// Where a training is logged.
package struct LogPlace: Equatable, Sendable {
  /// The folder, as it was written.
  package var folder: String
  /// After how many epochs each the weights are looked at; 0 never does.
  package var weightsEvery: Int

  /// A folder, and how often weights are looked at.
  package init(folder: String, weightsEvery: Int) {
    (self.folder, self.weightsEvery) = (folder, weightsEvery)
  }
}

/// What has happened since it was told last.
package struct LoggedProgress {
  /// A batch: its number over all epochs, from 1, the loss of each step of the training, and the rate of the first.
  package struct Batch: Sendable {
    /// Counted from 1 over all epochs.
    package let step: Int
    /// In the order of the run's curves.
    package let losses: [Double]
    /// The learning rate of this step.
    package let rate: Double
  }

  /// A weight and the gradient of the last batch's loss for it, as they are after the epoch.
  package struct Weight {
    /// `dense.kernel`.
    package let path: String
    /// What is evaluated: its average where one is kept.
    package let value: Tensor
    /// `nil` where it has none, or none is to be seen.
    package let gradient: Tensor?
  }

  /// Some of the batches, the same distance apart.
  package let batches: [Batch]
  /// The epoch that has ended.
  package let epoch: EpochRecord?
  /// Those that were wanted.
  package let weights: [Weight]
}
