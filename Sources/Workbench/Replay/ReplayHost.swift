import Learning
import Sessions

/// The host of replays: collects what a cell prints, passes it on, and ends it when its time is up.
final class ReplayHost: Host {
  /// What the cell printed so far.
  private(set) var outputs: [Output] = []
  private(set) var isOverdue = false
  private var producedBytes = 0
  /// Whether it was the processor time that ran out.
  private(set) var hasUsedUp = false
  private var seconds: Double?
  private var processorSeconds: Double?
  private var deadline: MonotonicTime?
  private var lastProcessorTime: MonotonicTime?
  private var nextLook = MonotonicTime.now
  /// Receives outputs as they come; nothing while checks are evaluated.
  var onOutput: ((Output) -> Void)?
  private let isStopped: () -> Bool

  init(isStopped: @escaping () -> Bool) { self.isStopped = isStopped }

  func emit(_ output: Output) {
    guard producedBytes <= SessionLimits.producedBytes else { return }
    var output = output
    if case .diagnostic(let diagnostic, let source, let line) = output,
      diagnostic.code == Problems.stoppedCode, let limit
    {
      // Nobody pressed a key: what ended it is said.
      output = .diagnostic(limit.worded(at: diagnostic.span), source: source, firstLine: line)
    }
    producedBytes += output.byteCount
    let isTooMuch = producedBytes > SessionLimits.producedBytes
    let kept = isTooMuch ? Output.overflow : output
    outputs.append(kept)
    onOutput?(kept)
  }

  func follow(_ run: TrainingRun, name: String) -> Followed {
    // Short waits, so that a stop is seen soon.
    while !run.wait(seconds: 0.05) {
      breathe()
      if isInterrupted { run.requestStop() }
    }
    return .unseen
  }

  func breathe() { if !isOverdue { look() } }

  var isInterrupted: Bool { isOverdue || isStopped() }

  /// Whether the user, not the clock, ended it.
  var isStoppedByUser: Bool { isStopped() }

  private func look() {
    let now = MonotonicTime.now
    if let deadline, now >= deadline { isOverdue = true }
    // Asking for the processor time takes longer.
    guard let lastProcessorTime, now >= nextLook else { return }
    nextLook = now + 0.01
    if MonotonicTime.processor >= lastProcessorTime { (isOverdue, hasUsedUp) = (true, true) }
  }

  /// The limit that has ended the cell.
  var limit: TimeLimit? {
    guard isOverdue, !isStopped() else { return nil }
    return TimeLimit(
      seconds: (hasUsedUp ? processorSeconds : seconds) ?? 0, isOfProcessor: hasUsedUp)
  }

  /// Begins a cell with so much time, and so much of all processors.
  func begin(seconds: Double?, processorSeconds: Double?) {
    outputs = []
    producedBytes = 0
    (isOverdue, hasUsedUp) = (false, false)
    (self.seconds, self.processorSeconds) = (seconds, processorSeconds)
    deadline = seconds.map { MonotonicTime.now + $0 }
    lastProcessorTime = processorSeconds.map { MonotonicTime.processor + $0 }
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
