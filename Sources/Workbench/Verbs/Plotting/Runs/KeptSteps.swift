import Engine
import Learning

/// The steps of which a run keeps its weights, a few from all over.
struct KeptSteps {
  /// The steps, ascending, each once.
  let steps: [Int]
  private let run: TrainingRun

  /// At most `most` of them; ends of epochs where there are enough, and always the first and the last.
  init(of run: TrainingRun, most: Int) {
    self.run = run
    let kept = Array(Set(run.keptSteps)).sorted()
    let ends = Set(run.seen.epochs.map(\.step) + [0])
    let ofEpochs = kept.filter(ends.contains)
    let all = ofEpochs.count > 2 ? ofEpochs : kept
    guard all.count > most, most > 1 else {
      steps = all
      return
    }
    let places = (0..<most).map { $0 * (all.count - 1) / (most - 1) }
    steps = places.map { all[$0] }
  }

  /// The weights of one of them, in the order of the models' parameters.
  func weights(at step: Int) -> [Tensor] {
    run.keptWeights(nearestTo: step)?.weights ?? []
  }

  /// `epoch 3`; `step 40` inside an epoch.
  func name(of step: Int) -> String {
    if step == 0 { return "epoch 0" }
    return run.seen.epochs.first { $0.step == step }.map { "epoch \($0.epoch)" } ?? "step \(step)"
  }
}
