import Learning
import Plots
import Support

/// The next step of a training, looked at phase by phase. Until its update is asked for the run is held where it was.
package final class SingleStep {
  private let run: TrainingRun
  private let label: String
  private var detail: StepDetail
  /// Whether the weights have moved.
  package private(set) var isMade = false

  /// Holds the run and computes what its next step comes to; `nil` where it has ended, or its steps cannot be known
  /// before they are made.
  package init?(of run: TrainingRun, named label: String) {
    guard let detail = run.previewStep() else { return nil }
    (self.run, self.label, self.detail) = (run, label, detail)
  }

  /// The number of the step, counted from 1.
  package var number: Int { detail.step }

  /// How many layers can be lit.
  package var layerCount: Int { detail.layers.count }

  /// Makes the step: the weights move. Answers whether it came so far; a second call makes nothing.
  package func make() -> Bool {
    if isMade { return true }
    guard let made = run.stepOnce(), made.step == detail.step else { return false }
    detail = made
    isMade = true
    return true
  }

  /// `step 70 of r, epoch 5: 4 samples (26, 49, 9, 1)`.
  package var title: String { StepReport.head(of: detail, label) }

  /// The loop with the phase lit, and the numbers that are known by then.
  package func loop(at phase: StepPhase) -> Plot {
    SessionPlot.loop(of: run, named: label, after: detail, at: phase.stage)
  }

  /// Formula and numbers of a phase, with the layer that is looked at, counted from 0.
  package func report(at phase: StepPhase, lit: Int) -> Report {
    StepReport.phase(
      phase, of: detail, lit: lit,
      loss: run.setup.supervision?.loss.text ?? run.setup.options.loss?.text ?? "loss",
      optimizer: run.setup.steps.first?.optimizer.text ?? "")
  }
}
