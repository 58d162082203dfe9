import Engine
import Synchronization

/// What a run and its readers share: requests go in, samples and snapshots come out.
///
/// The worker takes the lock some hundred times a second; readers copy what is new.
final class RunBoard: Sendable {
  struct State {
    var progress = TrainingProgress()
    /// The losses of the batches so far, for each step of the training.
    var curves: [ThinnedSeries<Double>] = []
    var epochs = ThinnedSeries<EpochRecord>(limit: EpochRecord.limit)
    var outcome: TrainingOutcome?
    var requests = Requests()
    /// The run has ended, and its state is being written down.
    var isKeeping = false
    /// The newest moment handed out.
    var newest: RunMoment?
    /// Moments that were asked for in advance, by their steps.
    var kept: [Int: RunMoment] = [:]
    var promised: Set<Int> = []
    var troubles: [TroubleReport] = []
    /// The last step that was asked for alone.
    var detail: StepDetail?
    /// The step that comes next, as it was when somebody asked.
    var preview: StepDetail?
    /// Expressions that somebody waits for, and which of them have come true.
    var watches: [RunWatch] = []
    var hits: [RunWatch.Hit] = []
    /// What was changed, in order.
    var changes: [RunChange] = []
    /// The loss of each client in the last round that has ended.
    var clientLosses: [Double] = []
    /// The ε of each client; empty where samples are not hidden.
    var clientEpsilons: [Double] = []

    /// Takes over what was spent of each client, or in one; the largest is the run's.
    mutating func tell(_ epsilons: [Double], hasClients: Bool) {
      progress.epsilon = epsilons.max()
      clientEpsilons = hasClients ? epsilons : []
    }

    /// What can be seen of the run now, with these weights.
    func moment(weights: [Tensor]) -> RunMoment {
      RunMoment(progress: progress, epochs: epochs, curves: curves, weights: weights)
    }
  }

  struct Requests {
    var stops = false
    /// It stops because the program ends, not because its user wanted it.
    var isProgramEnding = false
    var pauses = false
    var wantsMoment = false
    /// One step is to be made by a run that is paused, and shown.
    var stepsOnce = false
    /// The numbers of the step that comes are wanted; it is not made.
    var previews = false
    /// The most steps in a second; `nil` for as many as there is time for.
    var pace: Double?
    /// Changes at the next step.
    var changes: [Intervention] = []
    /// Changes after the update of a step, by its number.
    var interventions: [Int: [Intervention]] = [:]

    var isEmpty: Bool {
      !stops && !pauses && !wantsMoment && !stepsOnce && !previews && changes.isEmpty
        && interventions.isEmpty
        && pace == nil
    }
  }

  private let asks = Atomic(false)
  private let state = Mutex(State())
  /// Rung when the run ends, pauses, or has posted a moment.
  let bell = Bell()
  private let observer = Mutex<(@Sendable () -> Void)?>(nil)

  func read<Result: Sendable>(_ body: (borrowing State) -> Result) -> Result {
    state.withLock { body($0) }
  }

  func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
    state.withLock { state in
      defer { asks.store(!state.requests.isEmpty, ordering: .relaxed) }
      return body(&state)
    }
  }

  /// Called on the run's thread when it pauses, goes on, gets into trouble, or ends.
  func observe(_ body: (@Sendable () -> Void)?) { observer.withLock { $0 = body } }

  func tellObserver() { observer.withLock { $0 }?() }

  /// Whether somebody asks for something; cheap enough for every batch.
  var isAsked: Bool { asks.load(ordering: .relaxed) }

  /// Publishes the losses of some batches, each in each step, and their means over the epoch so
  /// far; answers what is being asked for.
  func publish(
    losses: [Double], batches: Int, means: [RunningMean], epoch: Int, rate: Double,
    seconds: Double, speed: RunSpeed.Measured?
  ) -> Requests {
    state.withLock { state in
      for index in means.indices {
        for batch in 0..<batches {
          state.curves[index].append(losses[batch * means.count + index])
        }
        state.progress.losses[index].value = means[index].value
      }
      state.progress.step += batches
      state.progress.epoch = epoch
      state.progress.learningRate = rate
      state.progress.seconds = seconds
      if let speed {
        state.progress.samplesPerSecond = speed.samplesPerSecond
        state.progress.secondsPerStep = speed.secondsPerStep
      }
      return state.requests
    }
  }
}
