import Engine
import Learning

/// What stands behind a dot of a run: series, counters, the model.
enum RunFields {
  static func value(of run: TrainingRun, _ name: String) throws -> Value {
    if let series = run.series(name) {
      return .tensor(TensorValue(weak: Tensor(series, [series.count])))
    }
    let seen = run.seen
    let progress = seen.progress
    switch name {
    case "epoch": return .number(Double(progress.epoch))
    case "epochs": return .number(Double(seen.epochs.count))
    case "step", "steps": return .number(Double(progress.step))
    case "model":
      return run.models.count == 1 ? .model(run.models[0]) : .list(run.models.map { .model($0) })
    case "learning_rate": return .number(progress.learningRate)
    case "step_loss":
      let curves = run.curveNames.indices.map { seen.stepLosses(of: $0) }
      let count = curves.map(\.count).min() ?? 0
      let numbers = curves.flatMap { $0.prefix(count) }
      let shape: Shape = curves.count == 1 ? [count] : [curves.count, count]
      return .tensor(TensorValue(weak: Tensor(numbers, shape)))
    default:
      throw ValueProblem.noField(
        name, of: "a run",
        known: run.seriesNames + ["epoch", "epochs", "step", "step_loss", "learning_rate", "model"])
    }
  }
}
