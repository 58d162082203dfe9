import Engine
import Language
import Learning
import Support

/// Some steps of a run from all over, with the weights that it had there.
///
/// Which steps they are follows from its epochs alone: what the run did not keep is computed again, with the same bits.
struct KeptSteps {
  /// The steps, ascending, each once: the beginning, and ends of epochs with the last one.
  let steps: [Int]
  private let run: TrainingRun
  private let text: String
  private let call: VerbCall

  /// At most `most` of them.
  init(of run: TrainingRun, _ text: String, most: Int, at call: VerbCall) {
    (self.run, self.text, self.call) = (run, text, call)
    let all = [0] + run.seen.epochs.map(\.step)
    guard all.count > most, most > 1 else {
      steps = all
      return
    }
    steps = (0..<most).map { all[$0 * (all.count - 1) / (most - 1)] }
  }

  /// The weights of one of them, in the order of the models' parameters; throws where nothing of the run is kept.
  func weights(at step: Int) throws -> [Tensor] {
    try Interrupt.check()
    do {
      return try run.moment(afterStep: step, isInterrupted: { Interrupt.isRaised }).weights
    } catch {
      try Interrupt.check()
      throw problem(steps: 0)
    }
  }

  /// That there are too few steps to be held against one another.
  var fewKept: Diagnostic { problem(steps: steps.count) }

  private func problem(steps: Int) -> Diagnostic {
    let again = run.setup.isOneOfMany ? Self.line(of: run, call) : nil
    return Problems.worded(
      PlotOptionProblem.fewKept(run: text, steps: steps, again: again), at: call.span)
  }

  /// What trains one of many by itself, as it would be typed; empty where its model has no name here.
  private static func line(of run: TrainingRun, _ call: VerbCall) -> String {
    guard run.models.count == 1, case .model? = call.interpreter[run.model.name] else {
      return ""
    }
    return run.setup.sentence()
  }

  /// `epoch 3`; `step 40` inside an epoch.
  func name(of step: Int) -> String {
    if step == 0 { return "epoch 0" }
    return run.seen.epochs.first { $0.step == step }.map { "epoch \($0.epoch)" } ?? "step \(step)"
  }
}
