import Learning
import Sessions

/// The host of replays: collects what a cell prints, passes it on, and ends it when its time is up.
final class ReplayHost: Host {
  /// What the cell printed so far.
  private(set) var outputs: [Output] = []
  private(set) var isOverdue = false
  private var producedBytes = 0
  var deadline: MonotonicTime?
  /// Receives outputs as they come; nothing while checks are evaluated.
  var onOutput: ((Output) -> Void)?
  private let isStopped: () -> Bool

  init(isStopped: @escaping () -> Bool) { self.isStopped = isStopped }

  func emit(_ output: Output) {
    guard producedBytes <= SessionLimits.producedBytes else { return }
    producedBytes += output.byteCount
    let isTooMuch = producedBytes > SessionLimits.producedBytes
    let kept = isTooMuch ? Output.overflow : output
    outputs.append(kept)
    onOutput?(kept)
  }

  func follow(_ run: TrainingRun, name: String) -> Followed {
    // Short waits, so that a stop is seen soon.
    while !run.wait(seconds: 0.05) {
      if isInterrupted { run.requestStop() }
    }
    return .unseen
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
    producedBytes = 0
    isOverdue = false
    deadline = seconds.map { MonotonicTime.now + $0 }
  }

  func take() -> [Output] {
    defer { outputs = [] }
    return outputs
  }
}

extension Output {
  /// What stands for all that a cell prints beyond the limit.
  static var overflow: Output { .text("... a cell prints at most 1 MiB; the rest is dropped") }

  /// How much text it is; charts count by what they are stored as, which is little.
  var byteCount: Int {
    switch self {
    case .value(let text), .text(let text), .runLine(let text, _), .table(let text),
      .aside(let text):
      text.utf8.count
    case .diagnostic(let diagnostic, _, _): diagnostic.message.utf8.count
    case .curve, .plot: 1 << 12
    }
  }
}
