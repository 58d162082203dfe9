import Learning
import Plots

/// A part of a training's step that can be looked at by itself.
package enum StepPhase: String, CaseIterable, Sendable {
  case forward, loss, backward, update

  /// The letter that asks for it: `f`, `l`, `b`, `u`.
  package var key: Character { rawValue.first ?? "f" }

  /// The box of the loop that is lit.
  package var stage: LoopChart.Stage {
    switch self {
    case .forward: .forward
    case .loss: .loss
    case .backward: .backward
    case .update: .update
    }
  }

  /// What comes behind it in the same step; `nil` behind the update.
  package var next: StepPhase? {
    switch self {
    case .forward: .loss
    case .loss: .backward
    case .backward: .update
    case .update: nil
    }
  }
}
