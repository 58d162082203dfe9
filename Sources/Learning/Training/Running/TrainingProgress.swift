import Engine

/// Where a run stands; a value that is cheap to ask for many times a second.
public struct TrainingProgress: Sendable {
  /// What a run is doing.
  public enum Phase: String, Sendable {
    case ready, running, paused, done, stopped, failed
  }

  /// What it is doing now.
  public var phase = Phase.ready
  /// Counted from 1; 0 before the first step.
  public var epoch = 0
  /// The last epoch, by what was planned or changed since.
  public var epochs = 0
  /// Steps done so far, over all epochs.
  public var step = 0
  /// All steps to the planned end.
  public var steps = 0
  /// Means over the current epoch so far: `loss`, or one for each step.
  public var losses: [(name: String, value: Double)] = []
  /// Metrics over the current epoch so far, some tens of milliseconds old.
  public var metrics: [(name: String, value: Double)] = []
  /// Of the last step; NaN before the first.
  public var learningRate = Double.nan
  /// Of training, pauses left out.
  public var seconds = 0.0
  /// Since the start; 0 before the first step.
  public var samplesPerSecond = 0.0

  /// By the speed so far; nil before the first step.
  public var secondsLeft: Double? {
    step > 0 ? seconds / Double(step) * Double(steps - step) : nil
  }

  /// Whether it has come to its end, however.
  public var isFinished: Bool { phase == .done || phase == .stopped || phase == .failed }
}

/// One epoch of a run.
public struct EpochRecord: Sendable {
  /// Counted from 1.
  public var epoch: Int
  /// The last step of the epoch, counted over all epochs.
  public var step: Int
  /// `loss`, metrics, `val_loss`, `val_accuracy`, …, in the order in which they are printed.
  public var values: [(name: String, value: Double)]
  /// How long the epoch took.
  public var seconds: Double
  /// Whether early stopping has kept its weights.
  public var isBest: Bool

  /// The value of one series; `nil` where the run has none of that name.
  public func value(_ name: String) -> Double? { values.first { $0.name == name }?.value }
}

/// Why a run ended.
public enum TrainingOutcome: Sendable {
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
public struct NonFiniteReport: Sendable {
  /// The step of a training of several.
  public var curve: String?
  /// The epoch in which it happened.
  public var epoch: Int
  /// The step whose loss or gradient was not finite, counted from 1.
  public var step: Int
  /// The label of the layer, `loss`, or a weight that is itself not finite.
  public var layer: String
  /// The operation that gave it.
  public var operation: String
  /// Where the values lay that went into it.
  public var inputs: [NonFinite.Span]
  /// The loss of that step.
  public var loss: Double
  /// The last finite loss.
  public var lastLoss: Double?
  /// The weights are those after this step; 0 means the initial ones.
  public var keptStep: Int
  /// The rate of that step.
  public var learningRate: Double
  /// As the user would write it.
  public var optimizer: String
}
