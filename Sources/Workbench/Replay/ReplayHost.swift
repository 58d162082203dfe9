import Learning
import Sessions

/// The host of replays: collects what a cell prints, passes it on, and ends it when its time is up.
final class ReplayHost: Host {
  /// What the cell printed so far.
  private(set) var outputs: [Output] = []
  private(set) var isOverdue = false
  var deadline: MonotonicTime?
  /// Receives outputs as they come; nothing while checks are evaluated.
  var onOutput: ((Output) -> Void)?
  private let isStopped: () -> Bool

  init(isStopped: @escaping () -> Bool) { self.isStopped = isStopped }

  func emit(_ output: Output) {
    outputs.append(output)
    onOutput?(output)
  }

  func follow(_ run: TrainingRun, name: String) -> Bool {
    // Short waits, so that a stop is seen soon.
    while !run.wait(seconds: 0.05) {
      if isInterrupted { run.requestStop() }
    }
    return false
  }

  var isInterrupted: Bool {
    if let deadline, MonotonicTime.now >= deadline { isOverdue = true }
    return isOverdue || isStopped()
  }

  /// Whether the user, not the clock, ended it.
  var isStoppedByUser: Bool { isStopped() }

  /// Begins a cell with so much time.
  func begin(seconds: Double?) {
    outputs = []
    isOverdue = false
    deadline = seconds.map { MonotonicTime.now + $0 }
  }

  func take() -> [Output] {
    defer { outputs = [] }
    return outputs
  }
}
