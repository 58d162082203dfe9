import Plots

/// A training as the live chart sees it. Both calls return at once: training never waits.
package protocol LiveFeed: AnyObject {
  /// The state now, with the losses from number `since` on.
  func snapshot(since: Int) -> LiveSnapshot

  /// Asks the run to end after its current step and to keep the weights.
  func requestStop()

  /// The same because the program ends.
  func requestEnd()

  /// Holds the run between two steps, until `proceed`.
  func requestPause()
  /// Lets a held run go on.
  func proceed()

  /// Changes the rate from the next step on; answers what is wrong with it.
  func changeLearningRate(to rate: Double) -> String?

  /// What the model made of its data at a step or shortly before, with that step.
  func picture(at step: Int) -> (step: Int, plot: Plot)?

  /// Tells the run's owner what becomes of it when nobody watches any more.
  func leave(_ way: LiveLeave)
}

extension LiveFeed {
  package func requestEnd() { requestStop() }

  package func picture(at step: Int) -> (step: Int, plot: Plot)? { nil }
}

/// How the reader left a training.
package enum LiveLeave: Equatable, Sendable {
  /// It has ended, or the reader only stopped looking.
  case watched
  /// It goes on while other inputs run.
  case background
  /// It was stopped, and nothing of it is to be kept.
  case discarded
}

/// The losses of one step of a training, under its name.
package struct LiveCurve: Sendable {
  /// The name of the step; `train` where nothing else is said.
  package var name: String
  /// From the number asked for on, one for each `stride` batches.
  package var losses: [Double]
  /// How many batches a loss stands for; where that has changed, all are asked for again.
  package var stride: Int
  /// The last loss of all; `nil` before the first.
  package var newest: Double?

  /// A curve; without `newest` the last of `losses` is it.
  package init(
    _ name: String = "train", _ losses: [Double], stride: Int = 1, newest: Double? = nil
  ) {
    self.name = name
    self.losses = losses
    self.stride = stride
    self.newest = newest ?? losses.last
  }
}

/// A consistent look at a running training.
package struct LiveSnapshot: Sendable {
  /// Counted from 1; 0 before the first.
  package var epoch: Int
  /// `nil` without a planned end.
  package var epochs: Int?
  /// Steps done.
  package var step: Int
  /// Planned steps; `nil` without a planned end.
  package var totalSteps: Int?
  /// Training losses, one per batch, from the number asked for; several where several losses
  /// are made small.
  package var curves: [LiveCurve]
  /// All validation losses with the step after which they were measured.
  package var validation: [(step: Int, loss: Double)]
  /// A metric over the epochs, for a panel of its own; `nil` where none is measured.
  package var companion: LineChart.Companion?
  /// Steps with the seconds of training until then, in rising order.
  package var times: [(step: Int, seconds: Double)] = []
  /// Newest values, in the order to show.
  package var metrics: [(name: String, value: Double)]
  /// Samples that were trained on, over the time since the start; `nil` before the first step.
  package var samplesPerSecond: Double?
  /// Until the planned end, at the speed so far; `nil` where one of them is not known.
  package var secondsLeft: Double?
  /// Whether the run has ended, in whatever way.
  package var isFinished: Bool
  /// Whether somebody ended it before its time.
  package var wasStopped = false
  /// Whether it is held between two steps.
  package var isPaused = false
  /// Of the last step; NaN before the first.
  package var learningRate = Double.nan

  /// A look at a run; what is left out says that nothing has happened yet.
  package init(
    epoch: Int = 0, epochs: Int? = nil, step: Int = 0, totalSteps: Int? = nil,
    curves: [LiveCurve] = [], validation: [(step: Int, loss: Double)] = [],
    metrics: [(name: String, value: Double)] = [], samplesPerSecond: Double? = nil,
    secondsLeft: Double? = nil, isFinished: Bool = false, isPaused: Bool = false,
    learningRate: Double = .nan
  ) {
    self.epoch = epoch
    self.epochs = epochs
    self.step = step
    self.totalSteps = totalSteps
    self.curves = curves
    self.validation = validation
    self.metrics = metrics
    self.samplesPerSecond = samplesPerSecond
    self.secondsLeft = secondsLeft
    self.isFinished = isFinished
    self.isPaused = isPaused
    self.learningRate = learningRate
  }
}
