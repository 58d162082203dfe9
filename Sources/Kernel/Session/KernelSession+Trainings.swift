import Learning
import Plots
import Support
import Workbench

/// A picture that changes in its place, at most four times a second; the last state is always shown.
///
/// What takes long changes ever more seldom, up to 5 seconds after a quarter of an hour: each state goes to the
/// frontend whole.
struct LiveDisplay {
  /// Seconds between two states.
  private static let pace = 0.25

  let name: String
  private let outputs: CellOutputs
  private var isShown = false
  private let begun = monotonicSeconds()
  private var next: Double

  init(_ name: String, in outputs: CellOutputs) {
    self.name = name
    self.outputs = outputs
    // What ends at once is shown once.
    next = begun + Self.pace
  }

  /// Shows a state if it is time, or if it is the last.
  mutating func show(isLast: Bool = false, _ make: () -> MimeBundle) {
    let now = monotonicSeconds()
    guard isLast || now >= next, !outputs.isSilent else { return }
    outputs.show(make(), as: name, isFirst: !isShown)
    isShown = true
    // No more than a tenth of the time is spent on pictures.
    let cost = monotonicSeconds() - now
    next = now + max(Self.pace, min(5, (now - begun) / 180), 10 * cost)
  }

  /// Takes away what is shown, as far as frontends can.
  func clear() {
    if isShown { outputs.show(MimeBundle.aside(""), as: name, isFirst: false) }
  }
}

// Trainings while they are on.
extension KernelSession {
  func follow(_ run: TrainingRun, name: String) -> Followed {
    guard let outputs else {
      run.wait()
      return .unseen
    }
    var display = LiveDisplay(uniqueName(), in: outputs)
    var hasAskedToPause = false
    while !run.wait(seconds: 0.05) {
      outputs.breathe()
      if mailbox.isEnding {
        run.requestStop(isProgramEnding: true)
        continue
      }
      // The first pauses, the second ends it with its weights kept.
      let interrupts = mailbox.interrupts
      if interrupts > 1 { run.requestStop() }
      if interrupts == 1, !hasAskedToPause {
        hasAskedToPause = true
        run.requestPause()
      }
      if run.progress.phase == .paused, interrupts < 2 {
        display.show(isLast: true) { Self.picture(of: run, name) }
        leave(run)
        return .background
      }
      display.show { Self.picture(of: run, name) }
    }
    let picture = Self.picture(of: run, name, isWhole: true)
    display.show(isLast: true) { picture }
    trained = (display.name, picture)
    return .unseen
  }

  /// Nobody waits for it any more: it stands where it is until somebody lets it go on.
  private func leave(_ run: TrainingRun) {
    let label = interpreter.desk.job(of: run)?.label ?? "the training"
    paused = (label, Self.words(of: run))
    isLeaving = true
    // Also at a breakpoint: what follows in the cell is not to see half a training.
    if mailbox.interrupts == 0 { mailbox.interrupt() }
  }

  func tell(progress line: String?) {
    guard let outputs else { return }
    guard let line else {
      progress?.clear()
      progress = nil
      return
    }
    if progress == nil { progress = LiveDisplay(uniqueName(), in: outputs) }
    progress?.show { MimeBundle.aside(line) }
  }

  /// The loss so far; its text is a line until the training has ended.
  private static func picture(of run: TrainingRun, _ name: String, isWhole: Bool = false)
    -> MimeBundle
  {
    var plot = RunPlot.loss(of: run)
    plot.title = name
    let progress = run.progress
    plot.progress = .init("step", done: progress.step, total: progress.steps)
    return MimeBundle(plot, words: isWhole ? nil : "\(name): \(words(of: run))")
  }

  /// `step 120/2000, epoch 3/50, loss 0.31`.
  static func words(of run: TrainingRun) -> String {
    let progress = run.progress
    var parts = [
      "step \(NumberText.grouped(progress.step))/\(NumberText.grouped(progress.steps))",
      "epoch \(NumberText.grouped(progress.epoch))/\(NumberText.grouped(progress.epochs))",
    ]
    for loss in progress.losses where loss.value.isFinite {
      parts.append("\(loss.name) \(NumberText.metric(loss.value))")
    }
    return parts.joined(separator: ", ")
  }
}
