import Learning
import Sessions
import Support
import Workbench

/// The host of replays: collects what a cell prints, passes it on, and ends it when its time is up.
final class ReplayHost: Host {
  /// What the cell printed so far.
  private(set) var outputs: [Output] = []
  private(set) var isOverdue = false
  private var meter = OutputMeter()
  /// Whether it was the processor time that ran out.
  private(set) var hasUsedUp = false
  private var seconds: Double?
  private var processorSeconds: Double?
  private var deadline: Double?
  private var lastProcessorTime: Double?
  private var nextLook = monotonicSeconds()
  /// Receives outputs as they come; nothing while checks are evaluated.
  var onOutput: ((Output) -> Void)?
  /// Asked whether a long training may go on; once a session.
  var mayGoOn: ((LongTraining) -> Bool)?
  private var isAsked = false
  private var isDeclined = false
  private let isStopped: () -> Bool

  init(isStopped: @escaping () -> Bool) { self.isStopped = isStopped }

  func emit(_ output: Output) {
    var output = output
    if case .diagnostic(let diagnostic, let source, let line) = output,
      diagnostic.code == Problems.stoppedCode, let limit
    {
      // Nobody pressed a key: what ended it is said.
      output = .diagnostic(limit.worded(at: diagnostic.span), source: source, firstLine: line)
    }
    guard let kept = meter.take(output) else { return }
    outputs.append(kept)
    onOutput?(kept)
  }

  func follow(_ run: TrainingRun, name: String) -> Followed {
    let start = monotonicSeconds()
    // Short waits, so that a stop is seen soon.
    while !run.wait(seconds: 0.05) {
      breathe()
      if !isAsked, let training = LongTraining(run, name, after: monotonicSeconds() - start) {
        ask(run, training)
      }
      if isInterrupted { run.requestStop() }
    }
    return .unseen
  }

  /// A person decides whether a long training goes on; meanwhile it stands still, and so do the limits.
  private func ask(_ run: TrainingRun, _ training: LongTraining) {
    isAsked = true
    guard let mayGoOn, !isInterrupted else { return }
    run.requestPause()
    let (now, used) = (monotonicSeconds(), Support.processorSeconds())
    isDeclined = !mayGoOn(training)
    deadline = deadline.map { $0 + monotonicSeconds() - now }
    lastProcessorTime = lastProcessorTime.map { $0 + Support.processorSeconds() - used }
    run.resume()
  }

  func breathe() { if !isOverdue { look() } }

  var isInterrupted: Bool { isOverdue || isStoppedByUser }

  /// Whether the user, not the clock, ended it.
  var isStoppedByUser: Bool { isDeclined || isStopped() }

  private func look() {
    let now = monotonicSeconds()
    if let deadline, now >= deadline { isOverdue = true }
    // Asking for the processor time takes longer.
    guard let lastProcessorTime, now >= nextLook else { return }
    nextLook = now + 0.01
    if Support.processorSeconds() >= lastProcessorTime { (isOverdue, hasUsedUp) = (true, true) }
  }

  /// The limit that has ended the cell.
  var limit: TimeLimit? {
    guard isOverdue, !isStoppedByUser else { return nil }
    return TimeLimit(
      seconds: (hasUsedUp ? processorSeconds : seconds) ?? 0, isOfProcessor: hasUsedUp)
  }

  /// Begins a cell with so much time, and so much of all processors.
  func begin(seconds: Double?, processorSeconds: Double?) {
    outputs = []
    meter = OutputMeter()
    (isOverdue, hasUsedUp) = (false, false)
    (self.seconds, self.processorSeconds) = (seconds, processorSeconds)
    deadline = seconds.map { monotonicSeconds() + $0 }
    lastProcessorTime = processorSeconds.map { Support.processorSeconds() + $0 }
  }

  func take() -> [Output] {
    defer { outputs = [] }
    return outputs
  }
}
