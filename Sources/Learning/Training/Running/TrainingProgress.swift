import Engine

/// Where a run stands; a value that is cheap to ask for many times a second.
package struct TrainingProgress: Sendable {
  /// What a run is doing.
  package enum Phase: String, Sendable {
    case ready, running, paused, done, stopped, failed
  }

  /// What it is doing now.
  package var phase = Phase.ready
  /// Counted from 1; 0 before the first step.
  package var epoch = 0
  /// The last epoch, by what was planned or changed since.
  package var epochs = 0
  /// Steps done so far, over all epochs.
  package var step = 0
  /// All steps to the planned end.
  package var steps = 0
  /// Means over the current epoch so far: `loss`, or one for each step.
  package var losses: [(name: String, value: Double)] = []
  /// Metrics over the current epoch so far, some tens of milliseconds old.
  package var metrics: [(name: String, value: Double)] = []
  /// Of the last step; NaN before the first.
  package var learningRate = Double.nan
  /// What the steps so far can tell of a sample; `nil` where samples are not hidden.
  package var epsilon: Double?
  /// Of training, pauses left out; what a pace holds steps back counts.
  package var seconds = 0.0
  /// At the present pace, over all of a run that has ended; 0 before the first step.
  package var samplesPerSecond = 0.0
  /// Of a step at the present pace; `nil` where none was made at it.
  var secondsPerStep: Double?

  /// At the present pace; nil before the first step.
  package var secondsLeft: Double? {
    step > 0 ? (secondsPerStep ?? seconds / Double(step)) * Double(steps - step) : nil
  }

  /// Whether it has come to its end, however.
  package var isFinished: Bool { phase == .done || phase == .stopped || phase == .failed }
}

/// One epoch of a run.
package struct EpochRecord: Sendable {
  /// Counted from 1.
  package var epoch: Int
  /// The last step of the epoch, counted over all epochs.
  package var step: Int
  /// How long the epoch took.
  package var seconds: Double
  /// Whether early stopping has kept its weights.
  package var isBest: Bool
  // A run may have millions of epochs: the names are one array for all of them, and the numbers lie here,
  // where the allocator has no small pieces to keep.
  let names: [String]
  private var few = SIMD4<Double>()
  /// Those that come after the first four.
  private var more: [Double] = []

  /// The record of an epoch with its `values`, in the order in which they are printed; where they
  /// have these `names`, it holds them with whoever does.
  package init(
    epoch: Int, step: Int, values: [(name: String, value: Double)], seconds: Double, isBest: Bool,
    sharing names: [String] = []
  ) {
    (self.epoch, self.step, self.seconds, self.isBest) = (epoch, step, seconds, isBest)
    self.names = names.elementsEqual(values, by: { $0 == $1.name }) ? names : values.map(\.name)
    for (index, value) in values.enumerated().prefix(4) { few[index] = value.value }
    if values.count > 4 { more = values.dropFirst(4).map(\.value) }
  }

  private func number(_ index: Int) -> Double { index < 4 ? few[index] : more[index - 4] }

  /// The first of the values, which is the first loss; NaN where there is none.
  var first: Double { names.isEmpty ? .nan : few[0] }

  /// `loss`, metrics, `val_loss`, `val_accuracy`, …, in the order in which they are printed.
  package var values: [(name: String, value: Double)] {
    names.enumerated().map { (name: $1, value: number($0)) }
  }

  /// The value of one series; `nil` where the run has none of that name.
  package func value(_ name: String) -> Double? { names.firstIndex(of: name).map(number) }
}

/// Why a run ended.
package enum TrainingOutcome: Sendable {
  case finished
  /// No improvement for as many epochs as allowed.
  case stoppedEarly(bestEpoch: Int)
  /// The user's condition held.
  case conditionMet
  /// Its user ended it.
  case stopped
  /// The program ended while it was on.
  case interrupted
  case failed(NonFiniteReport)
}

/// The first value that was no number, and what was kept.
package struct NonFiniteReport: Sendable {
  /// The step of a training of several.
  package var curve: String?
  /// The client whose turn it was, of a federated training.
  package var client: String?
  /// The epoch in which it happened.
  package var epoch: Int
  /// The step whose loss or gradient was not finite, counted from 1.
  package var step: Int
  /// The label of the layer, `loss`, or a weight that is itself not finite.
  package var layer: String
  /// What gave it; `nil` where it was not found again.
  package var origin: NonFinite.Origin?
  /// Where the values lay that went into it.
  package var inputs: [NonFinite.Span]
  /// The loss of that step.
  package var loss: Double
  /// The last finite loss.
  package var lastLoss: Double?
  /// The weights are those after this step; 0 means the initial ones.
  package var keptStep: Int
  /// The rate of that step.
  package var learningRate: Double
  /// As the user would write it.
  package var optimizer: String
}
