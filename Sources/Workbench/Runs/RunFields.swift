import Engine
import Learning

/// What stands behind a dot of a run: series, counters, the model.
enum RunFields {
  static func value(of run: TrainingRun, _ name: String) throws -> Value {
    if let series = run.series(name) {
      return .tensor(TensorValue(weak: Tensor(series, [series.count])))
    }
    let progress = run.progress
    switch name {
    case "epoch": return .number(Double(progress.epoch))
    case "epochs": return .number(Double(run.epochs().count))
    case "step", "steps": return .number(Double(progress.step))
    case "model": return .model(run.model)
    case "learning_rate": return .number(progress.learningRate)
    case "step_loss":
      let losses = run.stepLosses()
      return .tensor(TensorValue(weak: Tensor(losses, [losses.count])))
    default:
      throw ValueProblem.noField(
        name, of: "a run",
        known: run.seriesNames + ["epoch", "epochs", "step", "step_loss", "learning_rate", "model"])
    }
  }
}
